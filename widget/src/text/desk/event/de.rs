//! German. Agents are addressed as *Sie*.

use super::EventWords;

/// The words.
pub const EVENT: EventWords = EventWords {
    did_status: "{who} hat den Status auf „{status}“ gesetzt.",
    did_take: "{who} hat das übernommen.",
    did_assign: "{who} hat das {to} zugewiesen.",
    did_hand_over: "{who} hat das an {to} übergeben.",
    did_move: "{who} hat das von {from} an {to} gegeben.",
    did_put_back: "{who} hat das in die Liste zurückgelegt.",
    did_accept: "{who} sagt, dass die Lösung geholfen hat.",
    did_refuse: "{who} sagt, dass die Lösung nicht geholfen hat.",
    did_rate: "{who} hat {stars} von 5 vergeben.",
    did_promise: "{who} hat die nächste Nachricht bis {time} versprochen.",
    because: "Grund: {reason}.",
};

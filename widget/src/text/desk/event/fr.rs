//! French. Agents are addressed as *vous*.

use super::EventWords;

/// The words.
pub const EVENT: EventWords = EventWords {
    did_status: "{who} a mis le statut sur «\u{a0}{status}\u{a0}».",
    did_take: "{who} a pris cette demande.",
    did_assign: "{who} a confié cette demande à {to}.",
    did_hand_over: "{who} a transmis cette demande à {to}.",
    did_move: "{who} a fait passer cette demande de {from} à {to}.",
    did_put_back: "{who} a remis cette demande dans la file.",
    did_accept: "{who} indique que la solution a aidé.",
    did_refuse: "{who} indique que la solution n’a pas aidé.",
    did_rate: "{who} a donné la note de {stars} sur 5.",
    did_promise: "{who} a promis la prochaine nouvelle avant {time}.",
    because: "Motif\u{a0}: {reason}.",
};

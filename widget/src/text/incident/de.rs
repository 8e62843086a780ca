//! What the portal says of known problems, in German: *Sie*.

use super::IncidentText;

/// The words.
pub const INCIDENT: IncidentText = IncidentText {
    known: "Bekanntes Problem",
    over: "Gelöstes Problem",
    missing: "Dieses Problem gibt es hier nicht",
    since: "Bekannt gegeben: {time}",
    ended: "Gelöst: {time}",
    updates: "Was es Neues gibt",
    solution: "Lösung",
    join: "Das habe ich auch",
    join_hint: "Damit haben Sie eine Anfrage, die dem Problem folgt: Jede Neuigkeit und die Lösung erreichen Sie dort.",
    who: "Etwas hinzufügen oder sagen, wer Sie sind",
    join_body: "Das habe ich auch.",
    joined: "Sie folgen diesem Problem.",
};

//! French. Agents are addressed as *vous*.

use super::HandoverWords;

/// The words.
pub const HANDOVER: HandoverWords = HandoverWords {
    hand_over_title: "Transmettre cette demande",
    assign_title: "Attribuer cette demande",
    to_whom: "À qui",
    to_queue: "Remettre dans la file",
    to_queue_hint: "Quelqu’un de disponible la prendra",
    to_queue_of: "Quelqu’un de disponible dans l’équipe {team} la prendra",
    to_team_hint: "Équipe. Quelqu’un de disponible y prendra la demande",
    choose_whom: "Choisissez qui reçoit cette demande.",
    not_of_site: "Ce collègue ne s’occupe pas de ce site. Choisissez-en un autre.",
    reason_label: "Motif",
    public_note: "Mot au client",
    public_note_hint: "Facultatif. Le client le lit avec l’annonce de la transmission.",
    internal_note: "Mot à votre collègue",
    internal_note_hint: "Facultatif. Le client ne le voit jamais.",
    customer_reads: "Le client lira",
    customer_reads_hint: "Le site détermine ce que les clients voient du nom d’un agent.",
    handed_over: "La demande a été transmise.",
    hold_title: "Mettre cette demande en attente",
    hold_reason: "Qu’attendez-vous\u{a0}?",
    hold_reason_hint: "Le client le lit, par exemple\u{a0}: le transporteur recherche le colis.",
    hold_missing: "Indiquez ce que vous attendez.",
    put_on_hold: "Mettre en attente",
    handed: "{who} vous a confié le nº {number} : {subject}",
    routed: "Le nº {number} vous est confié : {subject}",
    came: &[
        ("one", "{n} demande vous est confiée."),
        ("other", "{n} demandes vous sont confiées."),
    ],
    open: "Ouvrir",
    show_mine: "Voir les miennes",
};

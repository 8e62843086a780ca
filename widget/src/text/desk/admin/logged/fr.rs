//! French.

use super::LoggedWords;

/// The words.
pub const LOGGED: LoggedWords = LoggedWords {
    log_hint: "Les réglages modifiés et les connexions, du plus récent au plus ancien. Les mots de passe n’y figurent jamais.",
    older: "Afficher les entrées plus anciennes",
    nothing: "rien",
    from_to: "de {from} à {to}",
    command_line: "La ligne de commande",
    did_first_run: "{who} a créé le premier site, {what}.",
    did_sign_in: "{who} s’est connecté·e.",
    did_fail: "Quelqu’un a tenté en vain de se connecter en tant que {what}.",
    did_fail_unknown: "Quelqu’un a tenté de se connecter avec une adresse inconnue.",
    did_sign_out: "{who} s’est déconnecté·e.",
    did_create_site: "{who} a créé le site {what}.",
    did_change_site: "{who} a modifié le site {what}.",
    did_create_account: "{who} a créé le compte de {what}.",
    did_change_account: "{who} a modifié le compte de {what}.",
    did_set_password: "{who} a défini un nouveau mot de passe.",
    did_end_account: "{who} a clos le compte de {what}.",
    did_enable_account: "{who} a rouvert le compte de {what}.",
    did_create_team: "{who} a créé l’équipe {what}.",
    did_change_team: "{who} a modifié l’équipe {what}.",
    did_remove_team: "{who} a supprimé l’équipe {what}.",
};

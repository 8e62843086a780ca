//! French. Agents are addressed as *vous*.

use super::SessionWords;

/// The words.
pub const SESSION: SessionWords = SessionWords {
    sign_in: "Se connecter",
    sign_in_title: "Connexion au comptoir",
    signing_in: "Connexion",
    sign_out: "Se déconnecter",
    email: "E-mail",
    password: "Mot de passe",
    credentials_missing: "Saisissez votre adresse e-mail et votre mot de passe.",
    no_match: "L’adresse e-mail et le mot de passe ne correspondent pas.",
    forgotten: "Mot de passe oublié\u{a0}? Un administrateur vous crée un lien pour en définir un nouveau.",
    expired_title: "Reconnectez-vous",
    expired: "Votre session a pris fin. Tout ce que vous avez écrit est encore là.",
};

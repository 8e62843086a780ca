//! French.

use super::WrongWords;

/// The words.
pub const WRONG: WrongWords = WrongWords {
    missing: "Remplissez ce champ.",
    wrong_text: "C’est trop long, ou déjà utilisé. Choisissez autre chose.",
    wrong_origins: "Au moins une adresse telle que https://shop.example, en minuscules, sans chemin, chacune une seule fois.",
    wrong_languages: "Au moins une langue telle que fr ou pt-br, chacune une seule fois.",
    wrong_accent: "Une couleur telle que #1f5f59.",
    wrong_key: "Minuscules, chiffres et traits d’union, 40 au plus, pas encore utilisée.",
    wrong_email: "Une adresse e-mail telle que ana@shop.example, sans compte existant.",
    wrong_password: "Un mot de passe compte de 10 à 200 caractères.",
    wrong_zone: "Un fuseau horaire tel que Europe/Paris.",
    wrong_open: "Des heures telles que 09:00–17:30, la plus tardive à la fin.",
    wrong_holidays: "Des jours tels que 2026-12-25, un par ligne.",
    wrong_hours: "Un nombre d’heures de 1 à 720.",
    wrong_days: "Un nombre de jours, 365 au plus.",
    wrong_capacity: "Un nombre de 1 à 1000.",
    wrong_options: "Un choix demande au moins une possibilité.",
    wrong_sites: "Au moins un site.",
    wrong_role: "Seul un autre administrateur peut changer votre rôle.",
};

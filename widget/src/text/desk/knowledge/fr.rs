//! French.

use super::KnowledgeWords;

/// The words.
pub const KNOWLEDGE: KnowledgeWords = KnowledgeWords {
    title: "Connaissances",
    search: "Chercher un article",
    insert_link: "Insérer le lien",
    insert_passage: "Insérer le passage",
    is_answer: "C’est la solution",
    kept: "C’est noté.",
    owed: "Cette solution n’est pas encore dans les articles",
    owed_hint: "Liez l’article qui la contient, ou préparez-en un. Ensuite elle peut être proposée, et le prochain client la trouvera seul.",
    draft: "Préparer un article",
    none_fits: "Aucun article ne convient",
    why: "Pourquoi aucun article ne convient",
    why_missing: "Quelques mots sont nécessaires ici.",
    linked: "Résolu par",
    drafted: "Préparé",
    none: "Pas d’article :",
    owed_trouble: "Un niveau supérieur a trouvé cette solution. Liez d’abord un article, préparez-en un, ou dites pourquoi aucun ne convient : sous Connaissances, à côté du ticket. Votre texte est conservé.",
    solution: "Solution au niveau 1",
    solution_hint: "Décrivez la solution. Le niveau 1 la vérifie et la propose au client",
    send_solution: "Transmettre au niveau 1",
    sent_solution: "Transmis au niveau 1.",
    to_level: "Vers le niveau",
};

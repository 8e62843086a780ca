//! French.

use super::HistoryWords;

/// The words.
pub const HISTORY: HistoryWords = HistoryWords {
    priorities: ["urgente", "haute", "normale", "basse"],
    routed: "Cette demande est allée à {to}, qui a du temps.",
    solution: "une solution a été trouvée",
    back: "retour d’absence",
    level: "Niveau {level}.",
    until: "Absence jusqu’à {time}.",
    solution_label: "Solution à vérifier",
    news_label: "Nouvelles du problème connu",
    linked_article: "{who} a lié l’article « {title} ».",
    drafted_article: "{who} a préparé l’article « {title} ».",
    no_article: "{who} a dit pourquoi aucun article ne convient : {why}",
    no_knowledge: "{who} a retiré ce qui était noté sur la solution.",
    priority: "{who} a mis la priorité à {priority}.",
    tags: "{who} a mis les étiquettes : {tags}.",
    no_tags: "{who} a retiré les étiquettes.",
    team: "{who} a mis cette demande dans la file de {team}.",
    no_team: "{who} a mis cette demande dans la file commune.",
    snooze: "{who} a mis cette demande de côté jusqu’à {time}.",
    wake: "{who} a remis cette demande dans la file.",
    link: "{who} a lié le nº {n}.",
    unlink: "{who} a retiré le lien vers le nº {n}.",
    merged_from: "{who} a fusionné le nº {n} avec celui-ci.",
    merged_into: "{who} a fusionné cette demande avec le nº {n}.",
    split_into: "{who} a séparé le nº {n} de celui-ci.",
    split_from: "{who} a séparé cette demande du nº {n}.",
    guest: "{who} a invité {guest}.",
    no_guest: "{who} a retiré l’invitation de {guest}.",
    incident: "{who} a lié cette demande au problème connu « {title} ».",
    incident_left: "{who} a retiré cette demande du problème connu « {title} ».",
    incident_over: "{who} a clos le problème connu « {title} ».",
};

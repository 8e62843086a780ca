//! English.

use super::HistoryWords;

/// The words.
pub const HISTORY: HistoryWords = HistoryWords {
    priorities: ["urgent", "high", "normal", "low"],
    routed: "This went to {to}, who has time.",
    solution: "a solution was found",
    back: "back from an absence",
    level: "Level {level}.",
    until: "Away until {time}.",
    solution_label: "Solution to check",
    news_label: "News of the known problem",
    linked_article: "{who} linked the article “{title}”.",
    drafted_article: "{who} drafted the article “{title}”.",
    no_article: "{who} said why no article fits: {why}",
    no_knowledge: "{who} took back what was noted about the solution.",
    priority: "{who} set the priority to {priority}.",
    tags: "{who} set the tags: {tags}.",
    no_tags: "{who} removed the tags.",
    team: "{who} moved this to the queue of {team}.",
    no_team: "{who} moved this to everybody’s queue.",
    snooze: "{who} put this off until {time}.",
    wake: "{who} brought this back into the queue.",
    link: "{who} linked #{n}.",
    unlink: "{who} removed the link to #{n}.",
    merged_from: "{who} merged #{n} into this.",
    merged_into: "{who} merged this into #{n}.",
    split_into: "{who} split #{n} off this.",
    split_from: "{who} split this off #{n}.",
    guest: "{who} invited {guest}.",
    no_guest: "{who} withdrew the invitation of {guest}.",
    incident: "{who} linked this to the known problem “{title}”.",
    incident_left: "{who} removed this from the known problem “{title}”.",
    incident_over: "{who} closed the known problem “{title}”.",
};

//! English.

use super::SortingWords;

/// The words.
pub const SORTING: SortingWords = SortingWords {
    key_select: "Select the ticket",
    key_extend: "Select the next one too",
    key_extend_up: "Select the one before too",
    priority: "Priority",
    set_priority: "Set the priority",
    priority_to: "Set priority to {priority}",
    tags: "Tags",
    edit_tags: "Change tags",
    set_tags: "Change tags",
    add_tag: "Add a tag",
    add_tags: "Add tags",
    remove_tags: "Remove tags",
    remove_tag: "Remove the tag {tag}",
    tags_hint: "Letters a to z, digits and hyphens, separated by commas.",
    snooze: "Put off",
    snooze_today: "In three hours",
    snooze_tomorrow: "Tomorrow at 9:00",
    snooze_monday: "Monday at 9:00",
    snooze_then: "Put off until then",
    wake: "Bring back now",
    put_off: "Put off until {time}",
    select: "Select #{n}",
    selected: &[("one", "{n} selected"), ("other", "{n} selected")],
    done: &[
        ("one", "{n} ticket changed."),
        ("other", "{n} tickets changed."),
    ],
    clear: "Select none",
    bulk: "Selected tickets",
    actions: "Change them",
    whose: "Whose",
    give: "Give to somebody",
    team: "Team",
    no_team: "No team in particular",
};

//! Whether the languages fill the same gaps.

use super::*;

fn gaps(text: &str) -> Vec<&str> {
    let mut gaps: Vec<_> = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .collect();
    gaps.sort_unstable();
    gaps
}

#[test]
fn every_language_fills_the_same_gaps() {
    let texts: [fn(&TicketText) -> &'static str; 43] = [
        |t| t.wait,
        |t| t.range,
        |t| t.range_one,
        |t| t.file_remove,
        |t| t.file_large,
        |t| t.file_full,
        |t| t.file_many,
        |t| t.file_kind,
        |t| t.file_empty,
        |t| t.file_download,
        |t| t.file_show,
        |t| t.too_long,
        |t| t.waits_limit,
        |t| t.sent,
        |t| t.due,
        |t| t.late,
        |t| t.held,
        |t| t.said,
        |t| t.said_file_you,
        |t| t.said_file,
        |t| t.said_status,
        |t| t.said_taken,
        |t| t.said_moved,
        |t| t.reason,
        |t| t.absence,
        |t| t.expertise,
        |t| t.workload,
        |t| t.shift_end,
        |t| t.said_proposal,
        |t| t.said_rating,
        |t| t.said_promise,
        |t| t.solution,
        |t| t.absence_until,
        |t| t.back,
        |t| t.said_merged,
        |t| t.said_incident,
        |t| t.said_incident_left,
        |t| t.said_incident_over,
        |t| t.reply_closed,
        |t| t.verdict_silence,
        |t| t.missing,
        |t| t.number,
        |t| t.writing,
    ];
    for text in texts {
        assert_eq!(gaps(text(&FR)), gaps(text(&EN)), "{}", text(&EN));
        assert_eq!(gaps(text(&DE)), gaps(text(&EN)), "{}", text(&EN));
    }
}

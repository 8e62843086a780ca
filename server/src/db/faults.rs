//! Faults of the database that pass, told apart by what may be done about them.

/// Why the database could not do something that it may do later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Other transactions were in the way, and nothing of this one is stored: a serialisation failure, a
    /// deadlock, a lock that was waited for too long.
    InTheWay,
    /// The line was cut, or the database stopped or started: whether anything is stored is not known.
    CutOff,
    /// It cannot be asked at all, or takes too long to answer.
    Away,
}

impl Fault {
    /// The fault behind an error, where it is one that passes.
    #[must_use]
    pub fn of(error: &sqlx::Error) -> Option<Self> {
        match error {
            sqlx::Error::Io(_) => Some(Self::CutOff),
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => Some(Self::Away),
            sqlx::Error::Database(error) => Self::coded(&error.code()?),
            _ => None,
        }
    }

    /// By SQLSTATE (PostgreSQL, appendix A), or by SQLite's extended result codes, which are shorter numbers.
    fn coded(code: &str) -> Option<Self> {
        match code {
            "40001" | "40P01" | "55P03" => Some(Self::InTheWay),
            // SQLite: another process is writing, or was when this one wanted to begin.
            "5" | "261" | "517" => Some(Self::InTheWay),
            // An administrator's stop, a crash of another process, and the start after it; a transaction
            // that stood still for too long.
            "57P01" | "57P02" | "57P03" | "25P03" => Some(Self::CutOff),
            // A statement that took too long; a server that takes no more writes, as while another takes
            // its place; SQLite: the disk is full.
            "57014" | "25006" | "13" => Some(Self::Away),
            _ if code.len() == 5 && code.starts_with("08") => Some(Self::CutOff),
            // Too little of something, such as connections.
            _ if code.len() == 5 && code.starts_with("53") => Some(Self::Away),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_statement_does_not_pass() {
        // A broken rule of uniqueness, a syntax error; SQLite's "constraint failed".
        for code in ["23505", "42601", "19", "787", "2067"] {
            assert_eq!(Fault::coded(code), None, "{code}");
        }
        assert_eq!(Fault::of(&sqlx::Error::RowNotFound), None);
    }

    #[test]
    fn what_others_were_in_the_way_of_is_told_from_what_was_cut_off() {
        assert_eq!(Fault::coded("40P01"), Some(Fault::InTheWay));
        assert_eq!(Fault::coded("57P01"), Some(Fault::CutOff));
        assert_eq!(Fault::coded("08006"), Some(Fault::CutOff));
        assert_eq!(Fault::coded("53300"), Some(Fault::Away));
        assert_eq!(Fault::coded("5"), Some(Fault::InTheWay));
        assert_eq!(Fault::coded("13"), Some(Fault::Away));
    }
}

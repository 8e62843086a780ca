//! Two letters that stand for a person. The style sheets write them in capitals.

/// The first letters of the first and the last word of a name.
#[must_use]
pub fn initials(name: &str) -> String {
    let mut words = name
        .split_whitespace()
        .filter_map(|word| word.chars().next());
    let first = words.next();
    first.into_iter().chain(words.next_back()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_the_first_and_the_last_name() {
        assert_eq!(initials("Ana"), "A");
        assert_eq!(initials("Ana Maria Silva"), "AS");
        assert_eq!(initials(" "), "");
    }
}

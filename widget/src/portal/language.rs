//! Which language the portal speaks, and in which it asks for articles.

use guichet_shared::lang::Lang;

use crate::text::{LANGUAGES, Language, language};

/// The interface's language: the host page's, else the first of the browser's that we speak,
/// else the site's own, else the first of ours.
#[must_use]
pub fn interface(host: Option<&str>, browser: &[String], site: &[Lang]) -> &'static Language {
    host.into_iter()
        .chain(browser.iter().map(String::as_str))
        .chain(site.first().map(Lang::as_str))
        .find_map(language)
        .unwrap_or(&LANGUAGES[0])
}

/// The language to ask articles in: the interface's where the site writes in it, else the
/// site's own.
#[must_use]
pub fn content<'a>(interface: &'a str, site: &'a [Lang]) -> &'a str {
    let same = |lang: &&Lang| base(lang.as_str()) == interface;
    site.iter()
        .find(same)
        .or_else(|| site.first())
        .map_or(interface, Lang::as_str)
}

/// Whether a text in `lang` is foreign to who reads the interface in `interface`.
#[must_use]
pub fn foreign(lang: &str, interface: &str) -> bool {
    base(lang) != interface
}

/// The language without its region.
fn base(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn langs(tags: &[&str]) -> Vec<Lang> {
        tags.iter().map(|tag| Lang::parse(tag).unwrap()).collect()
    }

    fn strings(tags: &[&str]) -> Vec<String> {
        tags.iter().map(|&tag| tag.to_owned()).collect()
    }

    #[test]
    fn the_host_page_is_heard_before_the_browser() {
        let chosen = interface(Some("fr-BE"), &strings(&["de", "en"]), &langs(&["en"]));
        assert_eq!(chosen.code, "fr");
    }

    #[test]
    fn a_host_page_in_a_language_we_do_not_speak_leaves_the_choice_to_the_browser() {
        let chosen = interface(
            Some("ja"),
            &strings(&["eo", "de-AT", "en"]),
            &langs(&["fr"]),
        );
        assert_eq!(chosen.code, "de");
    }

    #[test]
    fn the_site_decides_where_host_and_browser_speak_none_of_our_languages() {
        assert_eq!(
            interface(None, &strings(&["ja"]), &langs(&["fr"])).code,
            "fr"
        );
        assert_eq!(
            interface(None, &[], &langs(&["ja"])).code,
            LANGUAGES[0].code
        );
    }

    #[test]
    fn articles_are_asked_for_in_the_interfaces_language_where_the_site_has_it() {
        assert_eq!(content("fr", &langs(&["en", "fr"])), "fr");
        assert_eq!(content("fr", &langs(&["en", "fr-ca"])), "fr-ca");
    }

    #[test]
    fn articles_are_asked_for_in_the_sites_own_language_otherwise() {
        assert_eq!(content("de", &langs(&["en", "fr"])), "en");
    }

    #[test]
    fn a_region_does_not_make_a_text_foreign() {
        assert!(!foreign("fr-ca", "fr"));
        assert!(foreign("en", "fr"));
    }
}

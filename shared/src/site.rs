//! A site: one brand or website that Guichet serves.

use serde::{Deserialize, Serialize};

use crate::{
    Invalid,
    incident::Known,
    lang::Lang,
    parsed::{id, name_in_urls, parsed_string},
    ticket::Wait,
    topic::{Label, Topic},
};

id!(
    /// A site's id; it never leaves the server.
    SiteId
);

parsed_string!(
    /// A site's public key, as in `data-site` and `/portal/{key}`: 1 to 40 characters, `a` to
    /// `z`, `0` to `9` and `-`.
    SiteKey,
    |text| name_in_urls(text, 40, "lower-case letters, digits and hyphens, such as \"acme-shop\"")
);

parsed_string!(
    /// The origin of a page that may show the widget: a scheme, a host and, where it is not the
    /// scheme's own, a port; no path. `https://shop.example`.
    Origin,
    |text| {
        let https = text.strip_prefix("https://");
        let rest = https.or_else(|| text.strip_prefix("http://"));
        let default_port = if https.is_some() { "443" } else { "80" };
        let (host, port) = match rest.map(|rest| (rest, rest.rfind(':'))) {
            Some((rest, Some(colon))) if !rest.ends_with(']') => {
                (&rest[..colon], Some(&rest[colon + 1..]))
            }
            Some((rest, _)) => (rest, None),
            None => ("", None),
        };
        let name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
        let address = |host: &str| host.parse::<std::net::Ipv6Addr>().is_ok();
        let is_host = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
            Some(inside) => address(inside),
            None => {
                (1..=253).contains(&host.len())
                    && host.chars().all(name)
                    && !host.starts_with(['-', '.'])
                    && !host.ends_with(['-', '.'])
            }
        };
        // Browsers leave the default port out, so that an origin with it would match nothing.
        let is_port = |port: &str| {
            port != default_port
                && !port.starts_with(['0', '+'])
                && port.parse::<u16>().is_ok()
        };
        if is_host && port.is_none_or(is_port) {
            Ok(())
        } else {
            Err(Invalid::Malformed {
                expected: "an origin in lower case without a path and without its scheme's own port, such as \"https://shop.example\"",
            })
        }
    }
);

parsed_string!(
    /// A colour as `#rrggbb`, in lower case.
    Colour,
    |text| {
        let digits = text.strip_prefix('#').unwrap_or_default();
        let hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        if digits.len() == 6 && digits.chars().all(hex) {
            Ok(())
        } else {
            Err(Invalid::Malformed {
                expected: "a colour as \"#rrggbb\" in lower case",
            })
        }
    }
);

/// How a site looks. Everything is optional: without it Guichet's own look applies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Theme {
    /// The one accent colour; the portal corrects it where its contrast is too low.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accent: Option<Colour>,
}

/// What the portal needs to know of its site; the answer of `GET /sites/{site}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Site {
    /// The public key.
    pub key: SiteKey,
    /// The name customers know the site by.
    pub name: String,
    /// The languages of the site, the first being the default.
    pub languages: Vec<Lang>,
    /// Whose pages may show the portal.
    pub origins: Vec<Origin>,
    /// How it looks.
    pub theme: Theme,
    /// What customers pick from when they ask; none where a site has no topics.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Topic>,
    /// The site's own words for statuses; the interface's for those not named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Label>,
    /// How long customers wait for the first answer; absent before there is history.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait: Option<Wait>,
    /// Its incidents that are not over, the last first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub known: Vec<Known>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_has_no_path_and_no_user() {
        assert!(Origin::parse("https://shop.example").is_ok());
        assert!(Origin::parse("http://127.0.0.1:8788").is_ok());
        assert!(Origin::parse("http://[::1]:8788").is_ok());
        assert!(Origin::parse("http://shop.example:443").is_ok());
        for text in [
            "shop.example",
            "https://",
            "https://shop.example/",
            "https://a@b",
            "https://shop.example; script-src *",
            "https://*.example",
            "javascript:alert(1)",
            "https://shop.example:443",
            "http://shop.example:80",
            "https://shop.example:0443",
            "https://shop.example:65536",
            "https://shop.example:",
            "https://a:b:c",
            "https://[",
            "https://[a]",
            "https://:8080",
            "https://-a.example",
        ] {
            assert!(Origin::parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_site_key_is_safe_in_a_url() {
        assert!(SiteKey::parse("acme-shop").is_ok());
        for text in ["", "-a", "a-", "A", "a/b", "é", &"a".repeat(41)] {
            assert!(SiteKey::parse(text).is_err(), "{text:?}");
        }
    }
}

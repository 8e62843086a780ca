//! What is filled in of an article.

use guichet_shared::{
    Text,
    agent::DeskSite,
    article::{Category, Keyword, Slug, Title},
    desk::{Article, ArticleText, NewArticle},
    lang::Lang,
    site::SiteKey,
};
use serde::{Deserialize, Serialize};

/// The fields as they stand, right or wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    pub site: String,
    pub lang: String,
    pub slug: String,
    /// Whether the slug no longer follows the title.
    pub own_slug: bool,
    pub title: String,
    pub category: String,
    /// Separated by commas.
    pub keywords: String,
    pub body: String,
    /// Whether customers see it.
    pub published: bool,
    /// The version that this goes on from.
    pub version: u32,
}

impl Form {
    /// An empty one for a site.
    pub fn new(site: Option<&DeskSite>) -> Self {
        let lang = site.and_then(|site| site.languages.first());
        Self {
            site: site.map_or_else(String::new, |site| site.key.to_string()),
            lang: lang.map_or_else(String::new, ToString::to_string),
            ..Self::default()
        }
    }

    /// An article's.
    pub fn of(article: &Article) -> Self {
        let summary = &article.summary;
        Self {
            site: summary.site.to_string(),
            lang: summary.lang.to_string(),
            slug: summary.slug.to_string(),
            own_slug: true,
            title: summary.title.clone(),
            category: summary.category.clone(),
            keywords: article.keywords.join(", "),
            body: article.body.clone(),
            published: summary.published,
            version: article.version,
        }
    }

    /// Whether it says what `other` says, whichever version that was.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let like = Self {
            version: other.version,
            published: other.published,
            own_slug: other.own_slug,
            ..self.clone()
        };
        like == *other
    }

    /// Sets the title, and the slug with it until somebody has chosen that.
    pub fn set_title(&mut self, title: String) {
        if !self.own_slug {
            self.slug = slug(&title);
        }
        self.title = title;
    }

    /// What is sent, or the names of the fields that are not right.
    pub fn text(&self, published: bool) -> Result<ArticleText, Vec<&'static str>> {
        let title = Title::parse(&self.title);
        let category = Category::parse(&self.category);
        let keywords = self
            .keywords
            .split(',')
            .filter(|word| !word.trim().is_empty());
        let keywords: Result<Vec<_>, _> = keywords.map(Keyword::parse).collect();
        let keywords = keywords.ok().filter(|keywords| keywords.len() <= 20);
        let body = Text::parse(&self.body);
        match (title, category, keywords, body) {
            (Ok(title), Ok(category), Some(keywords), Ok(body)) => Ok(ArticleText {
                title,
                category,
                keywords,
                body,
                published,
            }),
            (title, category, keywords, body) => Err([
                ("title", title.is_err()),
                ("category", category.is_err()),
                ("keywords", keywords.is_none()),
                ("body", body.is_err()),
            ]
            .into_iter()
            .filter_map(|(name, wrong)| wrong.then_some(name))
            .collect()),
        }
    }

    /// The same for an article that is not there yet.
    pub fn new_article(&self, published: bool) -> Result<NewArticle, Vec<&'static str>> {
        let slug = Slug::parse(&self.slug);
        let site = SiteKey::parse(&self.site);
        let lang = Lang::parse(&self.lang);
        match (self.text(published), slug, site, lang) {
            (Ok(text), Ok(slug), Ok(site), Ok(lang)) => Ok(NewArticle {
                site,
                lang,
                slug,
                text,
            }),
            (text, slug, site, lang) => {
                let mut wrong = text.err().unwrap_or_default();
                let more = [
                    ("slug", slug.is_err()),
                    ("site", site.is_err()),
                    ("lang", lang.is_err()),
                ];
                wrong.extend(more.into_iter().filter_map(|(name, is)| is.then_some(name)));
                Err(wrong)
            }
        }
    }
}

/// A name in URLs out of a title.
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        match plain(c) {
            Some(letters) => slug.push_str(letters),
            None if c.is_ascii_alphanumeric() => slug.push(c),
            None if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            None => {}
        }
    }
    let short: String = slug.chars().take(80).collect();
    short.trim_matches('-').to_owned()
}

/// A letter with an accent without it.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'å' => "a",
        'ä' | 'æ' => "ae",
        'ç' => "c",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' => "o",
        'ö' | 'œ' => "oe",
        'ù' | 'ú' | 'û' => "u",
        'ü' => "ue",
        'ÿ' | 'ý' => "y",
        'ß' => "ss",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_comes_from_the_title_until_somebody_chooses_one() {
        let mut form = Form::default();
        form.set_title("Où est ma commande ? (suivi)".to_owned());
        assert_eq!(form.slug, "ou-est-ma-commande-suivi");
        form.own_slug = true;
        form.set_title("Autre".to_owned());
        assert_eq!(form.slug, "ou-est-ma-commande-suivi");
        assert_eq!(slug("  Größe & Maße  "), "groesse-masse");
        assert!(Slug::parse(&slug(&"a b ".repeat(90))).is_ok());
    }

    #[test]
    fn every_field_at_fault_is_named() {
        let form = Form {
            keywords: "a,".repeat(21),
            ..Form::default()
        };
        let wrong = form.new_article(true).unwrap_err();
        assert_eq!(
            wrong,
            [
                "title", "category", "keywords", "body", "slug", "site", "lang"
            ]
        );
    }

    #[test]
    fn keywords_are_separated_by_commas() {
        let form = Form {
            title: "T".to_owned(),
            category: "C".to_owned(),
            keywords: " parcel, , lost parcel ".to_owned(),
            body: "B".to_owned(),
            ..Form::default()
        };
        let keywords = form.text(false).unwrap().keywords;
        let words: Vec<_> = keywords.iter().map(Text::as_str).collect();
        assert_eq!(words, ["parcel", "lost parcel"]);
    }
}

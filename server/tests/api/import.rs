//! `articles import` and `articles export`.

use std::{fs, path::Path};

use guichet_server::articles::{export, import};

use crate::app::on_both_databases;

const GOOD: &str = "---\ntitle: A\ncategory: B\nlanguage: en\n---\n\nText with [a link](good.md).";

/// What was said of a file.
fn said(report: &import::Report, file: &str) -> String {
    let notes = report.refused.iter().chain(&report.remarks);
    let said: Vec<_> = notes
        .filter(|note| note.file == Path::new(file))
        .map(ToString::to_string)
        .collect();
    assert_eq!(said.len(), 1, "{file}: {said:?}");
    said[0].clone()
}

on_both_databases! {
    async fn an_import_run_twice_doubles_nothing_and_run_again_updates(app: TestApp) {
        let site = app.site("acme").await;
        fs::create_dir_all(app.folder().join("faq/deep/er")).unwrap();
        let folder = app.folder().join("faq");
        fs::write(folder.join("good.md"), GOOD).unwrap();
        fs::write(folder.join("deep/er/other.md"), GOOD.replace("en", "fr")).unwrap();
        fs::write(folder.join("notes.txt"), "not an article").unwrap();
        let first = import::import(&app.db, site.id, &folder).await.unwrap();
        assert_eq!((first.created, first.updated, first.unchanged), (2, 0, 0), "{first:?}");
        assert!(first.refused.is_empty() && first.remarks.is_empty(), "{first:?}");
        let again = import::import(&app.db, site.id, &folder).await.unwrap();
        assert_eq!((again.created, again.updated, again.unchanged), (0, 0, 2));
        fs::write(folder.join("good.md"), GOOD.replace("Text", "Words")).unwrap();
        let third = import::import(&app.db, site.id, &folder).await.unwrap();
        assert_eq!((third.created, third.updated, third.unchanged), (0, 1, 1));
    }

    async fn what_is_wrong_is_named_by_file_and_line_and_the_rest_is_taken(app: TestApp) {
        let site = app.site("acme").await;
        let folder = app.folder().join("faq");
        fs::create_dir_all(folder.join("a")).unwrap();
        let outside = app.folder().join("secret.md");
        fs::write(&outside, GOOD).unwrap();
        let write = |name: &str, text: &[u8]| fs::write(folder.join(name), text).unwrap();
        write("good.md", GOOD.as_bytes());
        write("a/good.md", GOOD.as_bytes());
        write("no-front-matter.md", b"# Hello");
        write("open.md", b"---\ntitle: A\n");
        write("broken.md", b"---\ntitle: A\ncategory: [B\nlanguage: en\n---\n\nText");
        write("no-title.md", b"---\ncategory: B\nlanguage: en\n---\n\nText");
        write("bad-language.md", b"---\ntitle: A\ncategory: B\nlanguage: English\n---\n\nText");
        write("empty.md", b"---\ntitle: A\ncategory: B\nlanguage: en\n---\n");
        write("latin-1.md", b"---\ntitle: A\ncategory: B\nlanguage: en\n---\n\nCaf\xe9");
        write("huge.md", &[GOOD.as_bytes(), &vec![b'x'; 5_000_000]].concat());
        write("Not A Slug.md", GOOD.as_bytes());
        write("links.md", GOOD.replace("good.md", "../../etc/passwd").as_bytes());
        write("picture.md", GOOD.replace("[a link](good.md)", "![b](https://x.example/b.png)").as_bytes());
        write("dangling.md", GOOD.replace("good.md", "gone.md").as_bytes());
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(&outside, folder.join("linked.md")).unwrap();
            std::os::unix::fs::symlink(app.folder(), folder.join("up")).unwrap();
            std::os::unix::fs::symlink("nowhere", folder.join("lost.md")).unwrap();
            std::os::unix::fs::symlink("nowhere.png", folder.join("logo.png")).unwrap();
        }
        let report = import::import(&app.db, site.id, &folder).await.unwrap();
        assert_eq!(report.created, 4, "{report:#?}");
        assert_eq!(report.refused.len(), 13, "{report:#?}");
        for (file, words) in [
            ("a/good.md", None),
            ("good.md", Some("has the name and the language of a/good.md")),
            ("no-front-matter.md", Some("no-front-matter.md:1: must begin with front matter")),
            ("open.md", Some("without an end")),
            ("broken.md", Some("broken.md:4: has front matter that is not YAML fields")),
            ("no-title.md", Some("title is missing")),
            ("bad-language.md", Some("bad-language.md:4: has wrong front matter: language must be a language tag")),
            ("empty.md", Some("no text")),
            ("latin-1.md", Some("latin-1.md:7: is not UTF-8")),
            ("huge.md", Some("262144 at most")),
            ("Not A Slug.md", Some("lower-case letters, digits and hyphens")),
            ("links.md", Some("points to \"../../etc/passwd\"")),
            ("picture.md", Some("points to \"https://x.example/b.png\"")),
            ("dangling.md", Some("links to \"gone.md\"")),
            ("linked.md", Some("leads out of the folder")),
            ("up", Some("leads out of the folder")),
            ("lost.md", Some("leads nowhere")),
        ] {
            if let Some(words) = words {
                let said = said(&report, file);
                assert!(said.contains(words), "{said}");
            }
        }
    }

    async fn what_is_exported_is_imported_as_it_was(app: TestApp) {
        let site = app.site("acme").await;
        app.publish(&site, "en", "a", "Title: \"quoted\" # not a comment", "One\n\n---\n\ntwo").await;
        app.publish(&site, "fr", "a", "Titre", "Un").await;
        let folder = app.folder().join("out");
        assert_eq!(export::export(&app.db, site.id, &folder).await.unwrap(), 2);
        let report = import::import(&app.db, site.id, &folder).await.unwrap();
        assert_eq!((report.created, report.updated, report.unchanged), (0, 0, 2), "{report:?}");
    }

    async fn a_folder_that_is_not_there_is_said(app: TestApp) {
        let site = app.site("acme").await;
        let error = import::import(&app.db, site.id, Path::new("/nowhere")).await.unwrap_err();
        assert!(format!("{error:#}").contains("/nowhere"));
    }

    async fn the_demo_and_every_open_search_set_there_is_are_taken_whole(app: TestApp) {
        let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpora/articles");
        let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("demo");
        let folders = match fs::read_dir(&corpora) {
            Ok(entries) => entries.map(|entry| entry.unwrap().path()).collect(),
            Err(_) => {
                println!("The open search sets are not here: only the demo's articles are imported");
                vec![demo]
            }
        };
        for (n, folder) in folders.iter().enumerate() {
            let site = app.site(&format!("site-{n}")).await;
            let files = walkdir::WalkDir::new(folder)
                .into_iter()
                .filter(|entry| entry.as_ref().unwrap().path().extension().is_some_and(|e| e == "md"));
            let report = import::import(&app.db, site.id, folder).await.unwrap();
            assert_eq!(report.refused, [], "{}", folder.display());
            assert_eq!(report.created, files.count(), "{}", folder.display());
            let again = import::import(&app.db, site.id, folder).await.unwrap();
            assert_eq!((again.created, again.updated), (0, 0), "{}", folder.display());
        }
    }
}

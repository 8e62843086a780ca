//! A database of an older Guichet, with data in it: nothing is lost when it is brought up to date.

use std::path::Path;

use guichet_server::db::Db;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection, migrate::Migrator};

use crate::app::new_postgres;

/// The migrations of an engine.
async fn migrations(engine: &str) -> Migrator {
    let folder = format!("{}/migrations/{engine}", env!("CARGO_MANIFEST_DIR"));
    Migrator::new(Path::new(&folder)).await.unwrap()
}

/// A site, an article with votes, a draft: as the first version wrote them. Ids are written the way
/// of each engine.
fn data(id: fn(u8) -> String) -> String {
    let (site, article, draft, vote) = (id(1), id(2), id(3), id(4));
    let (then, later) = ("'2026-01-02 03:04:05+00:00'", "'2026-02-03 04:05:06+00:00'");
    format!(
        "insert into sites (id, key, name, origins, languages, theme, revision, created_at)
         values ({site}, 'acme', 'Acme', '[\"https://acme.example\"]', '[\"en\"]', '{{}}', 7, {then});
         insert into articles (id, site_id, lang, slug, title, category, keywords, body, published,
             helpful, unhelpful, revision, created_at, updated_at)
         values ({article}, {site}, 'en', 'returns', 'Returns', 'Orders', '[\"refund\"]',
             'Send it **back**.', true, 5, 2, 6, {then}, {later});
         insert into articles (id, site_id, lang, slug, title, category, keywords, body, published,
             helpful, unhelpful, revision, created_at, updated_at)
         values ({draft}, {site}, 'en', 'draft', 'A draft', 'Orders', '[]', 'Soon.', false, 0, 0, 7,
             {then}, {then});
         insert into votes (id, site_id, article_id, helpful, comment, created_at)
         values ({vote}, {site}, {article}, true, 'Clear', {then});"
    )
}

/// Slug, body, votes, revision and version of each article, with what its version row says.
type Kept = (
    String,
    String,
    bool,
    i64,
    i64,
    i64,
    i64,
    i64,
    String,
    String,
    bool,
);

const KEPT: &str =
    "select a.slug, a.body, a.published, a.helpful, a.unhelpful, a.revision, a.version,
        v.version, v.title, v.body, v.published
    from articles a join article_versions v on v.article_id = a.id and v.site_id = a.site_id
        and v.created_at = a.updated_at and v.category = a.category and v.agent_id is null
    order by a.slug";

/// Looks at the database after the upgrade.
macro_rules! is_whole {
    ($pool:expr) => {
        let kept: Vec<Kept> = sqlx::query_as(KEPT).fetch_all($pool).await.unwrap();
        let text = str::to_owned;
        assert_eq!(
            kept,
            [
                (text("draft"), text("Soon."), false, 0, 0, 7, 1, 1, text("A draft"), text("Soon."), false),
                (text("returns"), text("Send it **back**."), true, 5, 2, 6, 1, 1, text("Returns"), text("Send it **back**."), true),
            ]
        );
        let counts: (i64, i64, i64) = sqlx::query_as(
            "select (select count(*) from article_versions), (select count(*) from votes where comment = 'Clear'),
                (select tickets from sites where key = 'acme' and revision = 7)",
        )
        .fetch_one($pool)
        .await
        .unwrap();
        assert_eq!(counts, (2, 1, 0));
    };
}

#[tokio::test]
async fn articles_of_the_first_version_are_kept_and_get_a_version_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/guichet.db", folder.path().display());
    let mut old = SqliteConnection::connect(&format!("{url}?mode=rwc"))
        .await
        .unwrap();
    migrations("sqlite")
        .await
        .run_to(1, &mut old)
        .await
        .unwrap();
    let data = data(|id| format!("x'{}{id:02x}'", "00".repeat(15)));
    sqlx::raw_sql(AssertSqlSafe(data))
        .execute(&mut old)
        .await
        .unwrap();
    old.close().await.unwrap();
    let Db::Sqlite(db) = Db::open(&url).await.unwrap() else {
        unreachable!()
    };
    is_whole!(&db.readers);
}

#[tokio::test]
async fn articles_of_the_first_version_are_kept_and_get_a_version_on_postgres() {
    let url = new_postgres().await;
    let mut old = PgConnection::connect(&url).await.unwrap();
    migrations("postgres")
        .await
        .run_to(1, &mut old)
        .await
        .unwrap();
    let data = data(|id| format!("'00000000-0000-0000-0000-0000000000{id:02x}'"));
    sqlx::raw_sql(AssertSqlSafe(data))
        .execute(&mut old)
        .await
        .unwrap();
    old.close().await.unwrap();
    let Db::Postgres(pool) = Db::open(&url).await.unwrap() else {
        unreachable!()
    };
    is_whole!(&pool);
}

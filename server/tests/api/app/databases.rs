//! The databases that tests run on: a fresh one for each test, of each kind.

use sqlx::{AssertSqlSafe, Connection, PgConnection};

/// Runs each test twice: on a fresh SQLite file and on a fresh PostgreSQL database.
macro_rules! on_both_databases {
    ($(async fn $name:ident($app:ident: TestApp) $body:block)+) => {
        $(mod $name {
            #[allow(unused_imports, reason = "not every test needs its file's imports")]
            use super::*;

            async fn test($app: $crate::app::TestApp) $body

            #[tokio::test]
            async fn on_sqlite() {
                test($crate::app::TestApp::on_sqlite().await).await;
            }

            #[tokio::test]
            async fn on_postgres() {
                test($crate::app::TestApp::on_postgres().await).await;
            }
        })+
    };
}
pub(crate) use on_both_databases;

/// Runs each test on both databases, with files in a folder and in a bucket.
macro_rules! in_every_storage {
    ($(async fn $name:ident($app:ident: TestApp) $body:block)+) => {
        $(mod $name {
            #[allow(unused_imports, reason = "not every test needs its file's imports")]
            use super::*;

            async fn test($app: $crate::app::TestApp) $body

            #[tokio::test]
            async fn on_sqlite_in_a_folder() {
                test($crate::app::TestApp::on_sqlite().await).await;
            }

            #[tokio::test]
            async fn on_postgres_in_a_folder() {
                test($crate::app::TestApp::on_postgres().await).await;
            }

            #[tokio::test]
            async fn on_sqlite_in_a_bucket() {
                test($crate::app::TestApp::on_sqlite().await.in_a_bucket("20 seconds").await).await;
            }

            #[tokio::test]
            async fn on_postgres_in_a_bucket() {
                test($crate::app::TestApp::on_postgres().await.in_a_bucket("20 seconds").await).await;
            }
        })+
    };
}
pub(crate) use in_every_storage;

/// The URL of a new, empty PostgreSQL database.
pub async fn new_postgres() -> String {
    let admin = std::env::var("GUICHET_TEST_POSTGRES")
        .expect("GUICHET_TEST_POSTGRES names a PostgreSQL server: `cargo xtask test` starts one");
    let name = format!("guichet_{}", uuid::Uuid::now_v7().simple());
    let mut connection = PgConnection::connect(&admin).await.unwrap();
    sqlx::query(AssertSqlSafe(format!("create database {name}")))
        .execute(&mut connection)
        .await
        .unwrap();
    let (server, _) = admin.rsplit_once('/').unwrap();
    format!("{server}/{name}")
}

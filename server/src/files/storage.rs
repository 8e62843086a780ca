//! Where files are kept: in a folder, or in a bucket of S3-compatible storage.

use std::path::PathBuf;

use anyhow::{Context, bail, ensure};
use futures_util::StreamExt;
use guichet_shared::file::FileId;
use object_store::{
    ClientConfigKey, ObjectStore, RetryConfig,
    aws::{AmazonS3, AmazonS3Builder, AmazonS3ConfigKey},
    local::LocalFileSystem,
    path::Path,
};
use tokio::fs;

/// Where files are to be kept.
#[derive(Clone, Debug)]
pub enum Storage {
    /// In a folder, which is made where it is missing.
    Folder(PathBuf),
    /// In a bucket.
    Bucket(BucketUrl),
}

/// `s3://BUCKET` or `s3://BUCKET/PREFIX`.
#[derive(Clone, Debug)]
pub struct BucketUrl {
    bucket: String,
    prefix: Path,
}

impl BucketUrl {
    /// Reads one.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(url: &str) -> Result<Self, &'static str> {
        let form = "must be s3://BUCKET or s3://BUCKET/PREFIX";
        let rest = url.strip_prefix("s3://").ok_or(form)?;
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-".contains(c);
        if !(3..=63).contains(&bucket.len()) || !bucket.chars().all(allowed) {
            return Err(form);
        }
        if prefix.contains(['?', '#', '%']) {
            return Err(form);
        }
        Ok(Self {
            bucket: bucket.to_owned(),
            prefix: Path::parse(prefix).map_err(|_| form)?,
        })
    }
}

impl std::fmt::Display for BucketUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "s3://{}/{}", self.bucket, self.prefix)
    }
}

/// A storage that is open.
#[derive(Clone, Debug)]
pub(super) enum Kept {
    Folder(PathBuf, LocalFileSystem),
    Bucket(AmazonS3, Path),
}

impl Kept {
    /// Opens a folder, or a bucket with what `variables` say of it.
    pub(super) async fn open(
        storage: &Storage,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> anyhow::Result<Self> {
        match storage {
            Storage::Folder(folder) => {
                let context = || format!("cannot keep files in {}", folder.display());
                fs::create_dir_all(folder).await.with_context(context)?;
                // Without `fsync` a file could be acknowledged and gone with the power.
                let files = LocalFileSystem::new_with_prefix(folder)
                    .with_context(context)?
                    .with_fsync(true);
                Ok(Self::Folder(folder.clone(), files))
            }
            Storage::Bucket(url) => {
                let kept = Self::Bucket(bucket(url, variables)?, url.prefix.clone());
                if let Some(Err(error)) = kept.list().next().await {
                    return Err(error).with_context(|| format!("cannot reach the files at {url}"));
                }
                Ok(kept)
            }
        }
    }

    /// What both can do.
    pub(super) fn store(&self) -> &dyn ObjectStore {
        match self {
            Self::Folder(_, files) => files,
            Self::Bucket(bucket, _) => bucket,
        }
    }

    /// Where a file lies: under its id and nothing else.
    pub(super) fn path(&self, id: FileId) -> Path {
        let name = id.0.simple().to_string();
        match self {
            Self::Folder(..) => Path::default().join(name),
            Self::Bucket(_, prefix) => prefix.clone().join(name),
        }
    }

    /// Every file that is whole.
    pub(super) fn list(
        &self,
    ) -> futures_util::stream::BoxStream<'static, object_store::Result<object_store::ObjectMeta>>
    {
        match self {
            Self::Folder(_, files) => files.list(None),
            Self::Bucket(bucket, prefix) => bucket.list(Some(prefix)),
        }
    }

    /// How much of a file is in memory on its way in: a bucket takes no smaller pieces.
    pub(super) fn piece(&self) -> usize {
        match self {
            Self::Folder(..) => 256 * 1024,
            Self::Bucket(..) => 5 * 1024 * 1024,
        }
    }
}

/// The bucket, with credentials, region and endpoint from the usual `AWS_…` variables.
fn bucket(
    url: &BucketUrl,
    variables: impl IntoIterator<Item = (String, String)>,
) -> anyhow::Result<AmazonS3> {
    let client = AmazonS3ConfigKey::Client;
    let mut builder = AmazonS3Builder::new()
        // Not for the whole answer: whoever downloads may be slow.
        .with_config(client(ClientConfigKey::Timeout), "15 minutes")
        .with_config(client(ClientConfigKey::ReadTimeout), "30 seconds")
        // Not every storage knows how to remove many at once.
        .with_config(AmazonS3ConfigKey::DisableBulkDelete, "true");
    for (name, value) in variables {
        if name.starts_with("AWS_")
            && let Ok(key) = name.to_ascii_lowercase().parse()
        {
            builder = builder.with_config(key, value);
        }
    }
    let allowed = builder.get_config_value(&client(ClientConfigKey::AllowHttp));
    for key in [AmazonS3ConfigKey::Endpoint, AmazonS3ConfigKey::S3Endpoint] {
        if let Some(endpoint) = builder.get_config_value(&key)
            && endpoint.starts_with("http://")
            && allowed.as_deref() != Some("true")
        {
            bail!(
                "files would cross the network in the clear to {endpoint}: use https://, or set \
                 AWS_ALLOW_HTTP=true where that is meant"
            );
        }
    }
    // Somebody waits for the answer.
    let retry = RetryConfig {
        max_retries: 3,
        retry_timeout: std::time::Duration::from_secs(30),
        ..RetryConfig::default()
    };
    // Taken already where another bucket was opened before.
    _ = rustls::crypto::ring::default_provider().install_default();
    ensure!(
        rustls::crypto::CryptoProvider::get_default().is_some(),
        "there is no TLS to reach {url} with"
    );
    builder
        .with_bucket_name(&url.bucket)
        .with_retry(retry)
        .build()
        .with_context(|| format!("the AWS_ variables for {url} are not right"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_of_a_bucket_has_a_bucket_and_perhaps_a_prefix() {
        for (url, read) in [
            ("s3://files", "s3://files/"),
            ("s3://files/", "s3://files/"),
            ("s3://my.files-2/guichet/one", "s3://my.files-2/guichet/one"),
            ("s3://files/guichet/", "s3://files/guichet"),
        ] {
            assert_eq!(BucketUrl::parse(url).unwrap().to_string(), read);
        }
        for wrong in [
            "",
            "files",
            "s3://",
            "s3:///a",
            "s3://a",
            "s3://A-bucket",
            "s3://key:secret@files",
            "s3://files/a//b",
            "s3://files/../b",
            "s3://files?region=x",
            "s3://files/a?region=x",
            "https://files.example",
        ] {
            assert!(BucketUrl::parse(wrong).is_err(), "{wrong}");
        }
    }
}

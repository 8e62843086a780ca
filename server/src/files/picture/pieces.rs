//! Bytes that arrive in pieces, read in the order of a format: never more than a few of them at once.

use std::pin::Pin;

use axum::body::Bytes;
use futures_util::{Stream, StreamExt};

use crate::error::{Error, Result};

/// What arrives, and the place that has been read to.
pub(super) struct Pieces<S> {
    arriving: Pin<Box<S>>,
    piece: Bytes,
}

impl<S: Stream<Item = Result<Bytes>>> Pieces<S> {
    pub(super) fn new(arriving: S) -> Self {
        Self {
            arriving: Box::pin(arriving),
            piece: Bytes::new(),
        }
    }

    /// What is here and not read yet; nothing at the end.
    pub(super) async fn here(&mut self) -> Result<&Bytes> {
        while self.piece.is_empty()
            && let Some(piece) = self.arriving.next().await
        {
            self.piece = piece?;
        }
        Ok(&self.piece)
    }

    /// Some of the next bytes, at least one and at most `most`; none at the end.
    pub(super) async fn up_to(&mut self, most: usize) -> Result<Option<Bytes>> {
        let here = self.here().await?.len().min(most);
        Ok((here > 0).then(|| self.piece.split_to(here)))
    }

    /// Some of the next bytes, `left` of which must come.
    ///
    /// # Errors
    /// `Error::FileKind` at the end.
    pub(super) async fn some_of(&mut self, left: &mut usize) -> Result<Bytes> {
        let some = self.up_to(*left).await?.ok_or(Error::FileKind)?;
        *left -= some.len();
        Ok(some)
    }

    /// So many bytes, which the caller knows to be few.
    ///
    /// # Errors
    /// `Error::FileKind` where there are less.
    pub(super) async fn exactly(&mut self, count: usize) -> Result<Vec<u8>> {
        let (mut read, mut left) = (Vec::with_capacity(count), count);
        while left > 0 {
            read.extend_from_slice(&self.some_of(&mut left).await?);
        }
        Ok(read)
    }

    /// The next bytes as an array.
    ///
    /// # Errors
    /// `Error::FileKind` where there are less.
    pub(super) async fn array<const COUNT: usize>(&mut self) -> Result<[u8; COUNT]> {
        let read = self.exactly(COUNT).await?;
        read.try_into().map_err(|_| Error::FileKind)
    }

    /// The next byte, if there is one.
    pub(super) async fn byte(&mut self) -> Result<Option<u8>> {
        Ok(self.up_to(1).await?.map(|byte| byte[0]))
    }

    /// Reads over so many bytes.
    ///
    /// # Errors
    /// `Error::FileKind` where there are less.
    pub(super) async fn skip(&mut self, mut count: usize) -> Result<()> {
        while count > 0 {
            self.some_of(&mut count).await?;
        }
        Ok(())
    }

    /// Reads over all that is left.
    pub(super) async fn skip_the_rest(&mut self) -> Result<()> {
        while self.up_to(usize::MAX).await?.is_some() {}
        Ok(())
    }
}

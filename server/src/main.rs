//! The `guichet` binary: reads the configuration, runs the command, says what went wrong.

use std::{io::Write, process::ExitCode};

use clap::Parser;
use guichet_server::{commands, config::Config, logs};

fn main() -> ExitCode {
    let config = Config::parse();
    match run(config) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(2),
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "guichet: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(config: Config) -> anyhow::Result<bool> {
    logs::start(config.logs.log_format, &config.logs.log_filter)?;
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(commands::run(config))
}

//! The `guichet` binary: reads the configuration, runs the command, says what went wrong.

use std::{io::Write, process::ExitCode, time::Duration};

use clap::Parser;
use guichet_server::{commands, config::Config, logs};

fn main() -> ExitCode {
    let config = Config::parse();
    match run(config) {
        Ok(true) => ExitCode::SUCCESS,
        // 1 is a failure, 2 a wrong command line.
        Ok(false) => ExitCode::from(3),
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "guichet: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(config: Config) -> anyhow::Result<bool> {
    logs::start(config.logs.log_format, &config.logs.log_filter)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let done = runtime.block_on(commands::run(config));
    // An index under construction is not waited for: it is made anew at the next start.
    runtime.shutdown_timeout(Duration::from_secs(1));
    done
}

//! Serves the same bytes whatever is asked, by a bare handler: the floor under `http_load.py`.
//! Must not do anything that a handler of the service does. Run with `cargo bench --bench bare_http -- PORT FILE`.

#![expect(clippy::print_stdout, reason = "a benchmark tells what it does on the terminal")]

use axum::{Router, body::Bytes, http::header, routing::get};
use std::{error::Error, fs};
use tokio::net::TcpListener;

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let [port, file] = words.as_slice() else {
        println!("skipped: bare_http is given no PORT FILE");
        return Ok(());
    };
    let (port, body): (u16, Bytes) = (port.parse()?, fs::read(file)?.into());
    let handler = move || {
        let body = body.clone();
        async move { ([(header::CONTENT_TYPE, "application/json")], body) }
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(("127.0.0.1", port)).await?;
        Ok(axum::serve(listener, Router::new().route("/v1/lookup", get(handler))).await?)
    })
}

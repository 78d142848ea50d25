//! The service as its callers meet it: the real program, a real database, HTTP.

mod api {
    mod acts;
    mod lookups;
    mod reads;
    mod refusals;
    mod server;
    mod tiles;
}

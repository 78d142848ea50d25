//! Each rule from both sides of its tolerance, on drafts drawn in metres.

mod rules {
    mod areas;
    mod closure;
    mod functions;
    mod ground;
    mod jurisdiction;
    mod overlaps;
    mod shapes;
}

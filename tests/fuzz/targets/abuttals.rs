//! Takes any text as a statement of limits (四至): what was not read lies in the text, and so does every side, to the letter.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sizhi::{
    abuttals::{parse, split_limits, split_sentence, split_side},
    geometry::Side,
};

fuzz_target!(|text: &str| {
    let statement = parse(text);
    let chars: Vec<char> = text.chars().collect();
    let mut end = 0;
    for unread in &statement.unread {
        assert!(end <= unread.start && unread.start < unread.end, "{unread:?}");
        let run: String = chars[unread.start..unread.end].iter().collect();
        assert_eq!(run, unread.text);
        end = unread.end;
    }
    for block in &statement.blocks {
        for side in Side::ALL {
            let Some(stated) = block.side(side) else { continue };
            assert!(text.contains(&stated.text), "{stated:?}");
        }
    }
    assert!(serde_json::to_string(&statement).is_ok());
    let _ = (split_side(text), split_limits(text), split_sentence(text));
});

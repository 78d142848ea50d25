//! Holds the laws of the address book under random text: the normal form is stable, nothing stumbles, what is in the book is found.
//! Must not know files.

use super::{GUSU, book, entry, found};
use proptest::prelude::*;
use sizhi::geocode::{AddressBook, EXACT_UNCERTAINTY_M, normalise};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn the_normal_form_of_the_normal_form_is_itself(text in "\\PC{0,40}") {
        let once = normalise(&text);
        prop_assert_eq!(normalise(&once), once);
    }

    #[test]
    fn the_normal_form_of_addresses_is_stable(text in "[东西南北中路街道号弄之至一二三十百0-9０-９a-zA-Z#~—（）() No.楼层室区市]{0,24}") {
        let once = normalise(&text);
        prop_assert_eq!(normalise(&once), once);
    }

    #[test]
    fn no_text_makes_the_book_stumble(text in any::<String>(), like in "[上海市黄浦区汉口路人民中山东一0-9号弄楼室()之-]{0,30}") {
        let book = book();
        for query in [text, like] {
            for candidate in book.search(&query, 5) {
                prop_assert!((0.0..=1.0).contains(&candidate.score));
                prop_assert!(candidate.uncertainty_m >= EXACT_UNCERTAINTY_M);
            }
            let _ = book.best(&query);
        }
    }

    #[test]
    fn an_address_in_the_book_finds_itself(road in "[江河湖海山川松柏梅兰竹菊]{2,4}(路|街|大道)", number in 1_u32..3_000, others in prop::collection::vec(1_u32..3_000, 0..20)) {
        let mut entries = vec![entry("it", GUSU, &road, &number.to_string(), "", 120.6, 31.3)];
        for (i, other) in others.iter().filter(|other| **other != number).enumerate() {
            entries.push(entry(&format!("other-{i}"), GUSU, &road, &other.to_string(), "", 120.6 + f64::from(*other) * 1e-4, 31.3));
        }
        let book = AddressBook::build(entries);
        for query in [format!("苏州市姑苏区{road}{number}号"), format!("{road}{number}"), format!("江苏省{road} {number} 号 3楼")] {
            let verdict = book.best(&query);
            prop_assert_eq!(found(&verdict).map(|c| c.id.as_str()), Some("it"), "`{}` gave {:?}", query, verdict);
        }
    }
}

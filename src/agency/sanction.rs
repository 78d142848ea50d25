//! What a notice of the national system says against an agency.
//!
//! Must not know to whom it was said.

use serde::{Deserialize, Serialize};

/// A ground on which an agency may lose its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sanction {
    /// 吊销、撤销或注销执业许可: it may no longer practise.
    Revoked,
    /// 停业整顿、责令停止承接新业务: it may not take on work for a time.
    Suspended,
    /// 非正常专利申请.
    AbnormalApplications,
    /// 商标恶意注册申请.
    MaliciousTrademarks,
}

/// What the words of a category mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Category {
    /// A sanction.
    Sanction(Sanction),
    /// Nothing against the agency: a registration, a change of particulars, an earlier sanction lifted.
    Harmless,
    /// Words that are not known here; a person must read them.
    Unknown,
}

/// Words that take a sanction back; they go before the words of sanctions, which they contain.
const LIFTED: [&str; 7] = [
    "解除",
    "移出",
    "恢复",
    "撤销处罚",
    "撤销行政处罚",
    "lifted",
    "reinstated",
];

/// Words of sanctions, the gravest first: a notice may name two.
const SANCTIONS: [(&str, Sanction); 16] = [
    ("吊销", Sanction::Revoked),
    ("撤销", Sanction::Revoked),
    ("注销", Sanction::Revoked),
    ("revoked", Sanction::Revoked),
    ("停业", Sanction::Suspended),
    ("停止承接", Sanction::Suspended),
    ("停止执业", Sanction::Suspended),
    ("暂停", Sanction::Suspended),
    ("中止", Sanction::Suspended),
    ("suspended", Sanction::Suspended),
    ("非正常", Sanction::AbnormalApplications),
    ("abnormal", Sanction::AbnormalApplications),
    ("恶意", Sanction::MaliciousTrademarks),
    ("malicious", Sanction::MaliciousTrademarks),
    ("囤积", Sanction::MaliciousTrademarks),
    ("bad faith", Sanction::MaliciousTrademarks),
];

/// Words of everyday notices.
const HARMLESS: [&str; 18] = [
    "正常",
    "有效",
    "存续",
    "在业",
    "开业",
    "设立",
    "新增",
    "登记",
    "变更",
    "备案",
    "准予",
    "许可",
    "年报",
    "延续",
    "无",
    "active",
    "normal",
    "registered",
];

impl Sanction {
    /// Returns the name that JSON and tables carry.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Revoked => "revoked",
            Self::Suspended => "suspended",
            Self::AbnormalApplications => "abnormal-applications",
            Self::MaliciousTrademarks => "malicious-trademarks",
        }
    }
}

impl Sanction {
    /// Returns the name that reasons quote.
    pub fn name_zh(self) -> &'static str {
        match self {
            Self::Revoked => "执业许可被吊销、撤销或注销",
            Self::Suspended => "停业或停止承接业务",
            Self::AbnormalApplications => "非正常专利申请",
            Self::MaliciousTrademarks => "商标恶意注册申请",
        }
    }
}

impl Category {
    /// Reads the words of a category, or of a standing, in Chinese or English.
    pub fn read(text: &str) -> Self {
        let text = text.trim().to_lowercase();
        if text.is_empty() || LIFTED.iter().any(|word| text.contains(word)) {
            return Self::Harmless;
        }
        if let Some((_, sanction)) = SANCTIONS.iter().find(|(word, _)| text.contains(word)) {
            return Self::Sanction(*sanction);
        }
        if HARMLESS.iter().any(|word| text.contains(word)) {
            Self::Harmless
        } else {
            Self::Unknown
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_notices_are_told_apart() {
        let sanction = |text: &str| match Category::read(text) {
            Category::Sanction(sanction) => Some(sanction),
            _ => None,
        };
        assert_eq!(sanction("代理非正常专利申请"), Some(Sanction::AbnormalApplications));
        assert_eq!(sanction("商标恶意注册申请"), Some(Sanction::MaliciousTrademarks));
        assert_eq!(sanction("吊销执业许可证（非正常专利申请）"), Some(Sanction::Revoked));
        assert_eq!(sanction("责令停止承接新的专利代理业务"), Some(Sanction::Suspended));
        assert_eq!(Category::read("正常"), Category::Harmless);
        assert_eq!(Category::read("解除暂停执业"), Category::Harmless);
        assert_eq!(Category::read(""), Category::Harmless);
        assert_eq!(Category::read("表彰"), Category::Unknown);
    }
}

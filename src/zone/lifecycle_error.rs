//! What a lifecycle answers to an act that it does not allow, or to a file that does not hold together.
//!
//! Must not know how the answer is told.

/// An act that the lifecycle does not allow, or a lifecycle that does not hold together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LifecycleError {
    /// No such act.
    #[error("act `{act}` is not one of this programme; expected one of {expected}")]
    UnknownAct {
        /// The act asked for.
        act: String,
        /// The acts there are.
        expected: String,
    },
    /// The act cannot be taken in this state.
    #[error("act `{act}` cannot be taken on a delimitation that is `{state}`; expected one that is {expected}")]
    NotAllowed {
        /// The act asked for.
        act: String,
        /// The state it was asked in.
        state: String,
        /// The states in which it may be taken.
        expected: String,
    },
    /// The act is not for zones of this kind.
    #[error("act `{act}` is not for a zone of kind `{kind}`; expected one of {expected}")]
    Kind {
        /// The act asked for.
        act: String,
        /// The zone's kind.
        kind: String,
        /// The kinds it is for.
        expected: String,
    },
    /// Another act is named that is not there.
    #[error("lifecycle: `{by}` names the act `{act}`, which is not among its acts")]
    NamedAct {
        /// The act or deadline at fault.
        by: String,
        /// The act it names.
        act: String,
    },
    /// The act needs a document and names none.
    #[error(
        "act `{act}` needs a `document`, found none; hint: name the letter, approval, plan or report that states it"
    )]
    DocumentMissing {
        /// The act asked for.
        act: String,
    },
    /// The act needs a reason and has none.
    #[error("act `{act}` needs a `reason`, found none")]
    ReasonMissing {
        /// The act asked for.
        act: String,
    },
    /// A transition names a state that is not there.
    #[error("lifecycle: act `{act}` names the state `{state}`, which is not among its states")]
    UnknownState {
        /// The act at fault.
        act: String,
        /// The state it names.
        state: String,
    },
}

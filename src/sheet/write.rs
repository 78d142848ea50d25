//! Marks into a PDF: one subset face, text that can be searched and copied, and the structure as tags (PDF/UA-1).
//!
//! Must not know what a sheet says. Nothing of the clock goes in: the same pages are the same bytes.

use std::num::{NonZeroU16, NonZeroU32};

use krilla::{
    Document, SerializeSettings,
    action::{Action, LinkAction},
    annotation::{Annotation, LinkAnnotation, Target},
    color::rgb,
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{Path, PathBuilder, Point, Rect, Transform},
    metadata::Metadata,
    num::NormalizedF32,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::{Fill, FillRule, LineCap, LineJoin, Stroke, StrokeDash},
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TableHeaderScope, Tag, TagGroup, TagKind,
        TagTree,
    },
    text::{GlyphId, KrillaGlyph},
};

use super::{
    SheetError,
    flow::{Flow, Heading, PAGE_HEIGHT, PAGE_WIDTH},
    font::Face,
    letters::Run,
    mark::{Ink, Mark, Page, Pen, Place, Style},
    tree::{Belongs, Role, Tree},
};

/// Width of the line around letters that stand out, in ems.
const BOLD_EM: f32 = 0.035;

/// What is said of the whole document.
pub struct About {
    /// Its title, not empty.
    pub title: String,
    /// What it is.
    pub subject: &'static str,
    /// Language of its text, as in BCP 47.
    pub language: &'static str,
}

/// Writes the pages of a flow.
///
/// # Errors
/// [`SheetError::Pdf`] where the writer refuses them.
pub fn write(flow: &Flow<'_>, about: &About) -> Result<Vec<u8>, SheetError> {
    let refused = |error: &dyn std::fmt::Debug| SheetError::Pdf(format!("{error:?}"));
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| refused(&error))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let mut parts: Vec<Vec<Node>> = vec![Vec::new(); flow.tree.nodes.len()];
    for page in &flow.pages {
        write_page(&mut document, page, flow.setter.face, &mut parts)?;
    }
    document.set_tag_tree(tag_tree(&flow.tree, parts, about.language));
    document.set_outline(outline(&flow.headings));
    document.set_metadata(
        Metadata::new()
            .title(about.title.clone())
            .description(about.subject.to_owned())
            .language(about.language.to_owned())
            .creator("sizhi".to_owned()),
    );
    document.finish().map_err(|error| refused(&error))
}

fn write_page(document: &mut Document, page: &Page, face: &Face, parts: &mut [Vec<Node>]) -> Result<(), SheetError> {
    let settings = PageSettings::from_wh(PAGE_WIDTH, PAGE_HEIGHT)
        .ok_or_else(|| SheetError::Pdf("the page has no size".to_owned()))?;
    let mut sheet = document.start_page_with(settings);
    let mut surface = sheet.surface();
    let mut links = Vec::new();
    let mut open: Option<Belongs> = None;
    for (belongs, mark) in &page.marks {
        if let Mark::Link { around, address } = mark {
            links.push((*belongs, *around, address));
            continue;
        }
        if open != Some(*belongs) {
            if open.is_some() {
                surface.end_tagged();
            }
            let identifier = surface.start_tagged(content_tag(*belongs));
            keep(parts, *belongs, identifier);
            open = Some(*belongs);
        }
        draw(&mut surface, mark, face);
    }
    if open.is_some() {
        surface.end_tagged();
    }
    surface.finish();
    for (belongs, [left, top, right, bottom], address) in links {
        let Some(rect) = Rect::from_ltrb(left, top, right, bottom) else {
            continue;
        };
        let target = Target::Action(Action::Link(LinkAction::new(address.clone())));
        let annotation = Annotation::new_link(LinkAnnotation::new(rect, target), Some(address.clone()));
        let identifier = sheet.add_tagged_annotation(annotation);
        keep(parts, belongs, identifier);
    }
    sheet.finish();
    Ok(())
}

fn content_tag(belongs: Belongs) -> ContentTag<'static> {
    let artifact = |kind| ContentTag::Artifact(Artifact::new(kind, None));
    match belongs {
        Belongs::To(_) => ContentTag::Span(SpanTag::empty()),
        Belongs::Header => artifact(ArtifactType::Header),
        Belongs::Footer => artifact(ArtifactType::Footer),
        Belongs::Ornament => artifact(ArtifactType::Layout),
    }
}

fn keep(parts: &mut [Vec<Node>], belongs: Belongs, identifier: Identifier) {
    if let Belongs::To(node) = belongs
        && let Some(parts) = parts.get_mut(node)
    {
        parts.push(identifier.into());
    }
}

fn draw(surface: &mut Surface<'_>, mark: &Mark, face: &Face) {
    match mark {
        Mark::Text {
            run,
            at,
            style,
            turn_deg,
        } => draw_text(surface, run, *at, *style, *turn_deg, face),
        Mark::Line { points, closed, pen } => {
            let mut path = PathBuilder::new();
            push(&mut path, points, *closed);
            if let Some(path) = path.finish() {
                surface.set_fill(None);
                surface.set_stroke(Some(stroke(*pen)));
                surface.draw_path(&path);
            }
        }
        Mark::Fill { rings, ink, opacity } => {
            if let Some(path) = surface_path(rings) {
                surface.set_stroke(None);
                surface.set_fill(Some(fill(*ink, *opacity)));
                surface.draw_path(&path);
            }
        }
        Mark::Hatch { rings, lines, pen } => {
            let mut path = PathBuilder::new();
            for line in lines {
                push(&mut path, line, false);
            }
            if let (Some(around), Some(lines)) = (surface_path(rings), path.finish()) {
                surface.push_clip_path(&around, &FillRule::EvenOdd);
                surface.set_fill(None);
                surface.set_stroke(Some(stroke(*pen)));
                surface.draw_path(&lines);
                surface.pop();
            }
        }
        Mark::Link { .. } => {}
    }
}

fn draw_text(surface: &mut Surface<'_>, run: &Run, at: Place, style: Style, turn_deg: f32, face: &Face) {
    if run.glyphs.is_empty() {
        return;
    }
    let glyphs: Vec<KrillaGlyph> = run
        .glyphs
        .iter()
        .map(|glyph| {
            KrillaGlyph::new(
                GlyphId::new(glyph.id),
                glyph.advance_em,
                0.0,
                0.0,
                0.0,
                glyph.range.clone(),
                None,
            )
        })
        .collect();
    surface.set_fill(Some(fill(style.ink, 1.0)));
    surface.set_stroke(style.bold.then(|| stroke(Pen::whole(style.ink, BOLD_EM * style.size))));
    let is_turned = turn_deg != 0.0;
    if is_turned {
        surface.push_transform(&Transform::from_rotate_at(turn_deg, at[0], at[1]));
    }
    let start = Point::from_xy(at[0], at[1]);
    surface.draw_glyphs(start, &glyphs, face.font.clone(), &run.text, style.size, false);
    if is_turned {
        surface.pop();
    }
}

fn push(path: &mut PathBuilder, points: &[Place], closed: bool) {
    let Some((first, rest)) = points.split_first() else {
        return;
    };
    path.move_to(first[0], first[1]);
    for point in rest {
        path.line_to(point[0], point[1]);
    }
    if closed {
        path.close();
    }
}

fn surface_path(rings: &[Vec<Place>]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for ring in rings {
        push(&mut path, ring, true);
    }
    path.finish()
}

fn colour(ink: Ink) -> rgb::Color {
    rgb::Color::new(ink[0], ink[1], ink[2])
}

fn fill(ink: Ink, opacity: f32) -> Fill {
    Fill {
        paint: colour(ink).into(),
        opacity: NormalizedF32::new(opacity).unwrap_or(NormalizedF32::ONE),
        rule: FillRule::EvenOdd,
    }
}

fn stroke(pen: Pen) -> Stroke {
    let dash = (!pen.dash.is_empty()).then(|| StrokeDash {
        array: pen.dash.to_vec(),
        offset: 0.0,
    });
    Stroke {
        paint: colour(pen.ink).into(),
        width: pen.width,
        line_cap: if dash.is_some() { LineCap::Butt } else { LineCap::Round },
        line_join: LineJoin::Round,
        dash,
        ..Stroke::default()
    }
}

/// Makes the tags; a node that has nothing on any page has none.
fn tag_tree(tree: &Tree, mut parts: Vec<Vec<Node>>, language: &str) -> TagTree {
    let mut root = TagTree::new().with_lang(Some(language.to_owned()));
    let mut at_root = Vec::new();
    // Whoever a node belongs to stands before it: from the last to the first, each is whole when it is taken.
    for (nth, (role, parent)) in tree.nodes.iter().enumerate().rev() {
        let mut children = std::mem::take(&mut parts[nth]);
        // Children that are nodes came in from the last to the first, behind those that are marks.
        let marks = children
            .iter()
            .take_while(|child| matches!(child, Node::Leaf(_)))
            .count();
        children[marks..].reverse();
        if children.is_empty() && !matches!(role, Role::HeadCell | Role::Cell(_)) {
            continue;
        }
        let group = Node::Group(TagGroup::with_children(kind(role), children));
        match parent {
            Some(parent) => parts[*parent].push(group),
            None => at_root.push(group),
        }
    }
    for group in at_root.into_iter().rev() {
        root.push(group);
    }
    root
}

fn kind(role: &Role) -> TagKind {
    match role {
        Role::Heading(level, text) => {
            Tag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(text.clone())).into()
        }
        Role::Paragraph => Tag::P.into(),
        Role::Figure(alternative) => Tag::Figure(Some(alternative.clone())).into(),
        Role::Caption => Tag::Caption.into(),
        Role::Link => Tag::Link.into(),
        Role::Table => Tag::Table.into(),
        Role::Head => Tag::THead.into(),
        Role::Body => Tag::TBody.into(),
        Role::Row => Tag::TR.into(),
        Role::HeadCell => Tag::TH(TableHeaderScope::Column).into(),
        Role::Cell(columns) => {
            let span = NonZeroU32::new(*columns).filter(|columns| columns.get() > 1);
            Tag::TD.with_col_span(span).into()
        }
    }
}

fn outline(headings: &[Heading]) -> Outline {
    let mut outline = Outline::new();
    for heading in headings {
        let place = XyzDestination::new(heading.page, Point::from_xy(0.0, heading.y));
        outline.push_child(OutlineNode::new(heading.text.clone(), place));
    }
    outline
}

// Holds what the register reads from a sentence of four-direction limits: each side, and what was not understood, marked.
import { useEffect, useRef, useState } from "preact/hooks";
import { type Block, parseAbuttals, type StatedFeature, type Statement } from "../../api/abuttals";
import { runsOf, SIDES } from "../../draft/abuttals_actions";
import { count } from "../../ui/format";
import { t, tOr } from "../../ui/language";
import { useLoad } from "../../ui/load";
import { offsetWords } from "../../ui/offset";

/** How long typing rests before the sentence is read, in ms. */
const REST_MS = 500;

function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), REST_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}

/** The reading of the newest sentence; while that is on its way, the one before. */
export function useReading(sentence: string): { text: string; statement: Statement } | null {
  const text = useRested(sentence.trim());
  const held = useRef<{ text: string; statement: Statement } | null>(null);
  const read = useLoad(text === "" ? null : text, (signal) => parseAbuttals(text, signal));
  if (text === "") held.current = null;
  else if (read.state === "ready") held.current = { text, statement: read.value };
  return held.current;
}

function details(feature: StatedFeature): string {
  return [
    feature.part,
    feature.offset ? offsetWords(feature.offset) : null,
    feature.inclusive ? null : t("abuttals.excluded"),
    feature.former?.length ? t("abuttals.former", { names: feature.former.join("、") }) : null,
  ]
    .filter((words) => words !== null)
    .join(" · ");
}

function Feature({ feature }: { feature: StatedFeature }) {
  const more = details(feature);
  return (
    <li class="reading-feature">
      {feature.name} <span class="quiet small">{tOr(`kind.${feature.kind}`, feature.kind)}</span>
      {more ? <span class="small"> {more}</span> : null}
    </li>
  );
}

function Sides({ block }: { block: Block }) {
  const head = [block.heading, block.function, block.area?.text].filter(Boolean).join(" · ");
  return (
    <div class="reading-block">
      {head ? <p class="small">{head}</p> : null}
      <dl class="reading-sides">
        {SIDES.map((side) => {
          const stated = block[side];
          return (
            <div key={side} class="reading-side">
              <dt>{t(`side.${side}`)}</dt>
              <dd>
                {stated ? (
                  <ul>
                    {stated.features.length > 0
                      ? stated.features.map((feature, index) => <Feature key={index} feature={feature} />)
                      : stated.text}
                  </ul>
                ) : (
                  <span class="quiet">{t("abuttals.not_stated")}</span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}

export function AbuttalsReading({ text, statement }: { text: string; statement: Statement }) {
  const { blocks, unread } = statement;
  return (
    <div class="reading" data-testid="reading">
      <p class="small">
        <strong>{t("abuttals.read_as")}</strong>{" "}
        <span class={unread.length > 0 ? "wrong" : "quiet"}>
          {unread.length > 0 ? t("abuttals.unread", { count: count(unread.length) }) : t("abuttals.all_read")}
        </span>
      </p>
      {unread.length > 0 ? (
        <p class="reading-text small">
          {runsOf(text, unread).map((run, index) =>
            run.unread ? (
              <mark key={index} class="unread">
                <span class="hidden">{t("abuttals.unread_mark")}</span>
                {run.text}
              </mark>
            ) : (
              <span key={index}>{run.text}</span>
            ),
          )}
        </p>
      ) : null}
      {blocks.length === 0 ? <p class="small quiet">{t("abuttals.no_block")}</p> : null}
      {blocks.map((block, index) => (
        <Sides key={index} block={block} />
      ))}
    </div>
  );
}

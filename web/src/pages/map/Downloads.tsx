// Holds the downloads of a zone's limits: format, coordinate system, encoding of texts, and the link that fetches the file.
import { useState } from "preact/hooks";
import { fileAddress, WRITTEN_FORMATS, type WrittenFormat } from "../../api/boundary_files";
import type { ZoneDetail } from "../../api/types";
import { readBbox } from "../../geometry/bbox";
import { crsLabel } from "../../ui/crs";
import { t } from "../../ui/language";
import { SheetLink } from "../../ui/SheetLink";
import { encodingsFor, systemsFor } from "./download_choices";

function isFormat(text: string): text is WrittenFormat {
  return WRITTEN_FORMATS.some((format) => format === text);
}

export function Downloads({ zone, delimitation }: { zone: ZoneDetail; delimitation: number }) {
  const [format, setFormat] = useState<WrittenFormat>("geojson");
  const [crs, setCrs] = useState("");
  const [encoding, setEncoding] = useState("");
  const box = readBbox(zone.bbox);
  const systems = systemsFor(format, box ? (box[0] + box[2]) / 2 : null);
  const encodings = encodingsFor(format);
  const system = systems.find(({ code }) => code === crs) ?? systems[0];
  const chosenEncoding = encodings.find((code) => code === encoding) ?? encodings[0];
  // What is usual for the format needs no word in the address.
  const stated = { crs: systems.length > 1 ? system?.code : undefined, encoding: chosenEncoding };
  return (
    <details class="downloads" data-testid="downloads">
      <summary>{t("download.title")}</summary>
      <div class="fields">
        <label class="field">
          {t("download.format")}
          <select
            value={format}
            onChange={(event) => {
              if (isFormat(event.currentTarget.value)) setFormat(event.currentTarget.value);
            }}
          >
            {WRITTEN_FORMATS.map((name) => (
              <option key={name} value={name}>
                {t(`download.${name}`)}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          {t("download.encoding")}
          <select
            value={chosenEncoding ?? ""}
            disabled={encodings.length === 0}
            onChange={(event) => setEncoding(event.currentTarget.value)}
          >
            {encodings.length === 0 ? <option value="">{t("value.none")}</option> : null}
            {encodings.map((code) => (
              <option key={code} value={code}>
                {t(`files.encoding.${code}`)}
              </option>
            ))}
          </select>
        </label>
        <label class="field field-wide">
          {t("download.crs")}
          <select
            value={system?.code ?? ""}
            disabled={systems.length < 2}
            onChange={(event) => setCrs(event.currentTarget.value)}
          >
            {systems.map((one) => (
              <option key={one.code} value={one.code}>
                {crsLabel(one)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div class="buttons">
        <a
          class="button button-primary"
          href={fileAddress(zone.code, delimitation, format, stated)}
          download={`${zone.code}.${format}`}
        >
          {t("download.go", { format: t(`download.${format}`) })}
        </a>
        <SheetLink code={zone.code} delimitation={delimitation} />
      </div>
    </details>
  );
}

// Holds the link to the printed sheet of a delimitation, in the language that is on.
import { sheetAddress } from "../api/boundary_files";
import { language, t } from "./language";

export function SheetLink({ code, delimitation }: { code: string; delimitation: number }) {
  return (
    <a class="button" href={sheetAddress(code, delimitation, language.value)} target="_blank" rel="noopener">
      {t("download.sheet")}
    </a>
  );
}

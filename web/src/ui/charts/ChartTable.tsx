// Holds the table behind a chart: a row for each day, a column for each series; it is there for paper even while it is shut.
import { t } from "../language";
import { TableFrame } from "../TableFrame";
import type { Series } from "./scale";

interface Props {
  readonly id: string;
  readonly open: boolean;
  readonly title: string;
  readonly days: readonly string[];
  readonly series: readonly Series[];
  readonly format: (value: number) => string;
}

export function ChartTable({ id, open, title, days, series, format }: Props) {
  return (
    <div id={id} class={`chart-table ${open ? "" : "chart-table-shut"}`}>
      <TableFrame label={title}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t("chart.day")}</th>
              {series.map(({ id: key, name }) => (
                <th key={key} scope="col" class="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map((day, index) => (
              <tr key={day}>
                <th scope="row" class="figures">
                  {day}
                </th>
                {series.map(({ id: key, values }) => {
                  const value = values[index];
                  return (
                    <td key={key} class="number">
                      {value === null || value === undefined ? "—" : format(value)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </div>
  );
}

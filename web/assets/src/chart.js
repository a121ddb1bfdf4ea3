// Bar charts of tables: <div class="chart" data-table="ID"> draws the table of that id, its first column as the axis and
// every other column as a series (only the first N with data-columns="N"). The table stays on the page: a chart is never the only form of its figures.
import { BarChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

echarts.use([AriaComponent, BarChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);
const COLOURS = ["#1f5596", "#a63a24", "#2c6e49", "#b3830b", "#7a4a9c", "#3f6f88", "#a23a72", "#5a6470"];

function read(table, columns) {
  const end = columns ? 1 + Number(columns) : undefined;
  const header = [...table.tHead.rows[0].cells].slice(1, end).map((cell) => cell.textContent.trim());
  const rows = [...table.tBodies[0].rows].map((row) => ({
    name: row.cells[0].textContent.trim(),
    values: [...row.cells].slice(1, end).map((cell) => Number(cell.dataset.value ?? 0)),
  }));
  return { header, rows };
}

function draw(holder) {
  const { header, rows } = read(document.getElementById(holder.dataset.table), holder.dataset.columns);
  const font = getComputedStyle(document.body).fontFamily;
  const chart = echarts.init(holder, null, { renderer: "svg" });
  holder.style.height = `${Math.max(holder.classList.contains("short") ? 120 : 260, rows.length * (16 + 7 * header.length) + 90)}px`;
  chart.setOption({
    aria: { enabled: true },
    animation: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
    color: COLOURS,
    textStyle: { fontFamily: font, color: "#435062" },
    grid: { left: 8, right: 24, top: header.length > 1 ? 40 : 8, bottom: 8, containLabel: true },
    legend: { show: header.length > 1, top: 0, left: 0, icon: "rect", itemWidth: 12, itemHeight: 12 },
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" } },
    xAxis: { type: "value", minInterval: 1, splitLine: { lineStyle: { color: "#ebe8e1" } } },
    yAxis: { type: "category", inverse: true, data: rows.map((row) => row.name), axisTick: { show: false } },
    series: header.map((name, i) => ({
      name, type: "bar", stack: holder.dataset.stack, barMaxWidth: 16, data: rows.map((row) => row.values[i]),
    })),
  });
  chart.resize();
  new ResizeObserver(() => chart.resize()).observe(holder);
}

// A chart in a closed <details> has no width: it is drawn when it is opened.
for (const holder of document.querySelectorAll(".chart[data-table]")) {
  const details = holder.closest("details:not([open])");
  if (details) details.addEventListener("toggle", () => draw(holder), { once: true });
  else draw(holder);
}

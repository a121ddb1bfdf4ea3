// The SPARQL workbench: Yasgui over the service's own endpoint and nothing else. Its completers that ask outside
// services are given our terms instead, and links to the entities' IRIs lead to their pages here.
import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import { inChinese } from "./yasgui-zh.js";

const setup = JSON.parse(document.getElementById("workbench-setup").textContent);
const endpoint = new URL(setup.endpoint, window.location.href).href;
const { Yasqe, Yasr } = Yasgui;

Yasqe.defaults.prefixCcApi = undefined;
const offers = {
  prefixes: Object.entries(setup.prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`),
  class: setup.classes,
  property: setup.properties,
};
for (const [name, terms] of Object.entries(offers)) {
  Yasqe.forkAutocompleter(name, { name: `zhitu-${name}`, get: () => terms, bulk: true, persistenceId: null }, false);
}
const autocompleters = ["variables", ...Object.keys(offers).map((name) => `zhitu-${name}`)];
const labels = { table: "表格", response: "原始应答", boolean: "是否", error: "出错" };
const zhLabel = (name) => ({ get: () => labels[name], set: () => {} });
for (const [name, plugin] of Object.entries(Yasr.plugins)) {
  // their own labels are set in the constructor and their help leads to another site
  if (labels[name]) Object.defineProperty(plugin.prototype, "label", zhLabel(name));
}

// what the endpoint says is wrong, as words; the plugin's own way shows the bytes of the answer
Yasr.plugins.error.prototype.draw = async function draw() {
  const error = this.yasr.results?.getError();
  let told = error?.text || error?.message || "端点没有应答，请稍后再试";
  try {
    told = JSON.parse(told).error.message;
  } catch { /* not in our form: shown as it came */ }
  const notice = document.createElement("p");
  notice.className = "notice";
  notice.setAttribute("role", "alert");
  notice.textContent = told;
  this.yasr.resultsEl.replaceChildren(notice);
};

const holder = document.getElementById("workbench");
inChinese(holder);
const yasgui = new Yasgui(holder, {
  requestConfig: { endpoint, method: "POST" },
  copyEndpointOnNewTab: true,
  persistenceId: "zhitu",
  tabName: "查询",
  corsProxy: undefined,
  autofocus: false,
  endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [], renderItem: () => {} },
  yasqe: { autocompleters, value: setup.examples[0]?.query ?? "", collapsePrefixesOnLoad: true },
  yasr: { prefixes: setup.prefixes, maxPersistentResponseSize: 0 },
});

document.querySelectorAll("[data-example]").forEach((link) => {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    open(setup.examples[Number(link.dataset.example)]);
  });
});

function open({ title, query }) {
  const tab = yasgui.addTab(true, { name: title, requestConfig: { endpoint, method: "POST" } });
  tab.setQuery(query);
  tab.show();
  holder.scrollIntoView({ block: "start" });
  tab.getYasqe().query();
}

// an IRI of ours is shown as it is and leads to its page on this service
holder.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || !link.href.startsWith(setup.base)) return;
  event.preventDefault();
  window.location.assign(new URL(`/${link.href.slice(setup.base.length)}`, window.location.href));
});
holder.dataset.ready = "true";

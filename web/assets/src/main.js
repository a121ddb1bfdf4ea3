// On every page: the style sheet, type-ahead of the search boxes, and whatever the page asks for by its markup.
import "./css/tokens.css";
import "./css/base.css";
import "./css/layout.css";
import "./css/components.css";
import "./css/pages.css";
import "./css/reader.css";
import "./css/versions.css";
import "./css/repairs.css";
import "./css/tools.css";
import "./css/print.css";
import { enhanceFacets } from "./facets.js";
import { enhanceReader } from "./reader.js";
import { enhanceSteps } from "./steps.js";
import { enhanceSearchbar } from "./suggest.js";
import { enhanceTwin } from "./twin.js";

document.documentElement.classList.add("js");
document.querySelectorAll("form.searchbar").forEach(enhanceSearchbar);
document.querySelectorAll(".results").forEach(enhanceFacets);
document.querySelectorAll(".reader").forEach(enhanceReader);
document.querySelectorAll(".diff-list ol").forEach(enhanceSteps);
document.querySelectorAll(".twin").forEach(enhanceTwin);

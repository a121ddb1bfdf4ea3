// The network page: Cytoscape.js over the page's own JSON.
import cytoscape from "cytoscape";

export { cytoscape };

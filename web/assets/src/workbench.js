// The SPARQL workbench: Yasgui over the service's own endpoint.
import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";

export { Yasgui };

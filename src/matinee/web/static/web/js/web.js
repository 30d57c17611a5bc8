// The elements every page may use; each enhances HTML that already works without it.
import "./film-reel.js";
import "./key-help.js";
import "./local-time.js";
import "./print-page.js";
import "./score-pad.js";
import "./table-bulk.js";
import "./tabs-here.js";

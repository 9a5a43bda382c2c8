/* What becomes of indexes of several formats: whether they open, or are told to be of another edition. */

import { open, request } from "./open.js"

function opened(index) {
  try {
    open(index)
    return "opened"
  } catch (fault) {
    return fault.outdated ? "outdated" : String(fault)
  }
}

console.log(JSON.stringify(request.map(opened)))

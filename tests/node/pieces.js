/* The pieces into which topics cut each query, but for those that are letters or digits. */

import { engine, request } from "./open.js"

const { folder } = engine.corpus
const cut = query => folder.words(folder.query(query)).flatMap(word => engine.topics.cut(word).pieces)
console.log(JSON.stringify(request.map(cut)))

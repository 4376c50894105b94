// Words in few bits, and texts in plain letters: what peercircle/identifiers/sieve.py and copying.py do on the server.
export function sieve({ bits, holes }) {
  const bytes = Uint8Array.from(atob(bits), (byte) => byte.charCodeAt(0));
  const size = bytes.length * 8;
  return (word) => {
    let mixed = 2166136261;
    for (let i = 0; i < word.length; i++) mixed = Math.imul(mixed ^ word.charCodeAt(i), 16777619) >>> 0;
    const step = ((mixed >>> 16) | (mixed << 16) | 1) >>> 0;
    for (let nth = 0; nth < holes; nth++) {
      const place = (mixed + nth * step) % size;
      if (!((bytes[place >> 3] >> (place & 7)) & 1)) return false;
    }
    return true;
  };
}

const simple = (text) => /^[\0-\x7f]*$/.test(text);

function plain(cluster, signs) {
  if (cluster.length === 1 && simple(cluster)) return cluster;
  const composed = cluster.normalize("NFC");
  const bare = composed.normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  for (const sign of [composed, bare]) {
    if (sign in signs) return signs[sign];
    const small = signs[sign.toLowerCase()];
    if (small !== undefined) return small.slice(0, 1).toUpperCase() + small.slice(1);
  }
  return simple(bare) ? bare : "¤";
}

// text[i] was written at starts[i] to ends[i] of the original.
export function copy(original, signs) {
  const [starts, ends] = [[], []];
  let text = "";
  for (const { 0: cluster, index } of original.matchAll(/.[\u0300-\u036f]*/gsu)) {
    const letters = plain(cluster, signs);
    text += letters;
    for (let nth = 0; nth < letters.length; nth++) starts.push(index), ends.push(index + cluster.length);
  }
  return { text, starts, ends };
}

// The language with the most small words in a text, as identifiers/tongue.py; that of the page when they do not tell.
export function tongue(text, { signs, small }, page) {
  const words = copy(text, signs).text.toLowerCase().match(/[a-z]+/g) ?? [];
  const count = (code) => words.filter((word) => small[code].includes(word)).length;
  return /[\u0400-\u04ff]/.test(text) ? "sr" : Object.keys(small).reduce((best, code) => (count(code) > count(best) ? code : best), page);
}

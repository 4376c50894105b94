// What in a text could tell who a child is: the check of peercircle/identifiers, on the same data, before anything is sent.
import { copy, sieve } from "./plain.js";

const WORD = /(?<![A-Za-z])[A-Za-z]{2,40}(?![A-Za-z])/g;
const BEGINS = /(?:^|[.!?:;"(\n*[/+¤-]|[0-9])[ \t]*$/;
const [TOGETHER, SMALL, AROUND] = [/^(?:[ \t]+|-)$/, /^[^A-Za-z]*[a-z]/, 80];

// As peercircle/identifiers/names.py: where in a plain copy the names of people stand.
function namer(all, own) {
  const [names, common, both, free] = [...[all.names, own.common, own.both].map(sieve), new Set(own.free)];
  const [families, acts, owns, endings] = [own.families, own.acts, own.owns, own.endings].map((rule) => new RegExp(rule));
  const [leads, ands] = [own.leads, `^,? (?:${own.ands}) $`].map((rule) => new RegExp(rule, "i"));
  const stem = (word) => endings.exec(word)?.[1] ?? word;
  const known = (word) => common(stem(word).slice(0, own.longest));
  const split = (one, other) => one.length >= 3 && other.length > 3 && !free.has(one) && known(one) && known(other);
  const isCommon = (word) => known(word) || (own.nouns && [...word].some((_, nth) => split(word.slice(0, nth), word.slice(nth))));
  const bare = (word, end) => (word.endsWith(end) && word.length - end.length >= 2 ? [word.slice(0, -end.length)] : []);
  const forms = (word) => [word, ...own.cases.flatMap(([end, put]) => bare(word, end).flatMap((start) => put.map((other) => start + other)))];
  const isName = (token, word, listed, { begins, joined, beside, led, does, has }) => {
    const [sure, long, doubtful] = [listed && !both(word), word.length >= 4, own.doubts && stem(word).length > own.longest];
    if (token === word && sure && (led || has || beside || (long && !(own.doubts && isCommon(word))))) return true;
    if (token === word) return word.length >= 3 && does && (begins || beside);
    if (token.slice(1) !== word.slice(1)) return long && sure;
    if (led || sure || (joined && !own.nouns)) return true;
    if (!isCommon(word)) return word.length >= 3;
    if (begins || own.nouns) return does && (listed || doubtful);
    return own.capitals || does || families.test(word) || listed || doubtful;
  };
  return (text) => {
    let [found, doubted] = [[]];
    for (const { 0: token, index: start } of text.matchAll(WORD)) {
      const [word, end, last] = [token.toLowerCase(), start + token.length, found.at(-1)];
      const listed = !(token === word && free.has(word)) && forms(word).some(names);
      if (token === word && !listed) continue;
      const [before, between, after] = [Math.max(0, start - 40), last?.end ?? start].map((from) => text.slice(from, start)).concat(text.slice(end, end + 60));
      const [joined, beside, led, has] = [TOGETHER.test(between), ands.test(between), leads.test(before), owns.test(token + after)];
      const begins = BEGINS.test(before) || (token === word && SMALL.test(text));
      const does = has || (before.endsWith('"') && after[0] === ",") || acts.test(after);
      if (token !== word && !led && !joined && (names(word) ? [word] : forms(word)).some((form) => free.has(form))) continue;
      const told = isName(token, word, listed, { begins, joined, beside, led, does, has });
      if (told && doubted && ands.test(text.slice(doubted.end, start))) found.push(doubted);
      if (told) found.push({ start: joined ? found.pop().start : start, end, kind: "name" });
      doubted = !told && listed && (begins || !both(word)) && { start, end, kind: "name" };
    }
    return found;
  };
}

const some = (text, flags = "i") => text && new RegExp(text, flags);
const pattern = (rule) => ({ ...rule, match: some(rule.match, rule.case ? "gd" : "gid"), near: some(rule.near), after: some(rule.not_after) });

// Takes the two packed files of a language and gives the check: a text in, [{start, end, kind, instead}] out.
export function checker(all, own) {
  const [namesIn, rules] = [namer(all, own), own.rules.map(pattern)];
  return (original) => {
    const [{ text, starts, ends }, taken] = [copy(original, all.signs), []];
    const isFree = (start, end) => end > start && taken.every((mark) => mark.end <= start || end <= mark.start);
    for (const { match, near, after, kind } of rules) {
      for (const { indices } of text.matchAll(match)) {
        const [start, end] = indices[1] ?? indices[0];
        if (near && !near.test(text.slice(Math.max(0, start - AROUND), end + AROUND))) continue;
        if (!after?.test(text.slice(Math.max(0, start - 30), start)) && isFree(start, end)) taken.push({ start, end, kind });
      }
    }
    taken.push(...namesIn(text).filter(({ start, end }) => isFree(start, end)));
    const put = (/[\u0400-\u04ff]/.test(original) && own.cyrillic) || own.instead;
    const year = (label, dot) => /\b(?:\d+|[IVX]+(?![a-z]{2}))/i.exec(label)?.[0].concat(dot) ?? /\S+/.exec(label); // 7 in 7/2; a word needs no dot
    const told = (start, end, kind) => ({ start, end, kind, instead: put[kind]?.replace(/\{\}(\.?)/, (_all, dot) => year(original.slice(start, end), dot)) });
    return taken.sort((one, other) => one.start - other.start).map(({ start, end, kind }) => told(starts[start], ends[end - 1], kind));
  };
}

// What in a text could tell who a child is: the check of peercircle/identifiers, on the same data, before anything is sent.
import { copy, sieve } from "./plain.js";

const WORD = /[A-Za-z]+/g;
const BEGINS = /(?:^|[.!?:;"(\n*[/+-]|[0-9])[ \t]*$/;
const BETWEEN = /^(?:[ \t]+|\.[ \t]*|-)$/;
const TOGETHER = /^(?:[ \t]+|-)$/;
const [AROUND, LONGEST] = [80, 40];

// As peercircle/identifiers/names.py: does this word with its neighbours sound like somebody's name?
function namer(all, own) {
  const [names, common, both] = [sieve(all.names), sieve(own.common), sieve(own.both)];
  const [families, acts, endings] = [new RegExp(own.families), new RegExp(own.acts), new RegExp(own.endings)];
  const stem = (word) => endings.exec(word)?.[1] ?? word;
  const known = (word) => common(stem(word).slice(0, own.longest));
  const split = (word, nth) => nth >= 3 && nth < word.length - 3 && known(word.slice(nth)) && known(word.slice(0, nth));
  const isCommon = (word) => known(word) || (own.nouns && [...word].some((_, nth) => split(word, nth)));
  const bare = (word, end) => (word.endsWith(end) && word.length - end.length >= 2 ? [word.slice(0, -end.length)] : []);
  const forms = (word) => [word, ...own.cases.flatMap(([end, put]) => bare(word, end).flatMap((start) => put.map((other) => start + other)))];
  const isListed = (word) => forms(word).some(names);

  return (text, { 0: token, index: start }, before, joined) => {
    const word = token.toLowerCase();
    if (word.length < 2 || word.length > LONGEST) return false;
    if (token === word) return word.length >= 4 && !isCommon(word) && isListed(word) && !both(word);
    if (own.titles.includes(word) || forms(word).some((form) => own.free.includes(form))) return false;
    const listed = isListed(word);
    if (token.slice(1) !== word.slice(1)) return word.length >= 4 && listed && !both(word);
    const isNear = before && BETWEEN.test(text.slice(before.index + before[0].length, start));
    if (isNear && own.titles.includes(before[0].toLowerCase())) return true;
    if ((joined && !own.nouns) || (listed && !both(word))) return true;
    if (!isCommon(word)) return word.length >= 3;
    const begins = own.nouns || BEGINS.test(text.slice(Math.max(0, start - 4), start));
    const does = acts.test(text.slice(start + token.length).slice(0, 60));
    const doubtful = own.doubts && stem(word).length > own.longest;
    return (!begins && (own.doubts || does || families.test(word))) || ((does || !begins) && (listed || doubtful));
  };
}

const some = (text, flags = "i") => text && new RegExp(text, flags);
const pattern = ({ kind, match, near, not_after: after, ...rule }) =>
  ({ kind, match: some(match, rule.case ? "gd" : "gid"), near: some(near), after: some(after) });

// Takes the two packed files of a language and gives the check: a text in, [{start, end, kind, instead}] out.
export function checker(all, own) {
  const [isName, rules] = [namer(all, own), own.rules.map(pattern)];
  return (original) => {
    const { text, starts, ends } = copy(original, all.signs);
    const taken = [];
    const isFree = (start, end) => end > start && taken.every((mark) => mark.end <= start || end <= mark.start);
    for (const { match, near, after, kind } of rules) {
      for (const { indices } of text.matchAll(match)) {
        const [start, end] = indices[1] ?? indices[0];
        if (near && !near.test(text.slice(Math.max(0, start - AROUND), end + AROUND))) continue;
        if (!after?.test(text.slice(Math.max(0, start - 30), start)) && isFree(start, end)) taken.push({ start, end, kind });
      }
    }
    const people = [];
    [...text.matchAll(WORD)].forEach((token, nth, tokens) => {
      const joined = people.length > 0 && TOGETHER.test(text.slice(people.at(-1).end, token.index));
      if (!isName(text, token, tokens[nth - 1], joined)) return;
      people.push({ start: joined ? people.pop().start : token.index, end: token.index + token[0].length, kind: "name" });
    });
    taken.push(...people.filter(({ start, end }) => isFree(start, end)));
    taken.sort((one, other) => one.start - other.start);
    const put = (/[\u0400-\u04ff]/.test(original) && own.cyrillic) || own.instead;
    const year = (start, end) => /\d+|[IVX]+/i.exec(original.slice(start, end)); // of a class: 7 in 7/2
    const mark = (start, end, kind) => ({ start, end, kind, instead: put[kind]?.replace("{}", () => year(start, end)) });
    return taken.map(({ start, end, kind }) => mark(starts[start], ends[end - 1], kind));
  };
}

// What the server is asked, by FHIR's operations, and how its answers are read.

const base = document.body.dataset.base
const icd11 = 'http://id.who.int/icd/release/11/mms'
const valueSets = {
  stems: base + '/ValueSet/icd-11-stem',
  extensions: base + '/ValueSet/icd-11-extension',
  interventions: base + '/ValueSet/intervention-codes',
}
const most = 20
const longest = 10_000 // milliseconds after which a server that says nothing is not there

// turns gives each request of a kind a signal, by which the next one ends it: an answer that comes
// late is shown to nobody.
function turns() {
  let last = new AbortController()
  return () => {
    last.abort()
    last = new AbortController()
    return last.signal
  }
}

// Unreachable: nothing that speaks FHIR has answered.
class Unreachable extends Error {}

// ask sends one operation and returns the resource. It throws Unreachable, or an Error with the
// server's own sentence.
async function ask(operation, parameters, signal, body) {
  const post = body && {
    method: 'POST', body: JSON.stringify(body), headers: {'Content-Type': 'application/fhir+json'},
  }
  let response, resource
  try {
    response = await fetch(`fhir/${operation}?${new URLSearchParams(parameters)}`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(longest)]), ...post,
    })
    resource = await response.json()
  } catch (failure) {
    signal.throwIfAborted()
    throw new Unreachable(failure.message)
  }
  signal.throwIfAborted()
  if (response.ok) return resource
  const issue = resource.issue?.[0]
  throw new Error(issue?.details?.text ?? issue?.diagnostics ?? `The server answered ${response.status}.`)
}

// expand searches a value set, given by its canonical, or several of them at once. It returns what was
// found, best first, and how many there are.
async function expand(canonicals, text, signal) {
  const count = {count: most, ...text && {filter: text}}
  const answer = canonicals.length === 1
    ? await ask('ValueSet/$expand', {url: canonicals[0], ...count}, signal)
    : await ask('ValueSet/$expand', {}, signal, anyOf(canonicals, count))
  const found = (answer.expansion.contains ?? []).filter(concept => concept.code && !concept.abstract)
  return {found, total: answer.expansion.total ?? found.length}
}

// anyOf is the request for a value set of all that is in any of the others.
function anyOf(canonicals, {count, filter}) {
  const include = canonicals.map(canonical => ({valueSet: [canonical]}))
  const parameter = [
    {name: 'valueSet', resource: {resourceType: 'ValueSet', url: `${base}/ValueSet/any`, status: 'active', compose: {include}}},
    {name: 'count', valueInteger: count},
  ]
  if (filter) parameter.push({name: 'filter', valueString: filter})
  return {resourceType: 'Parameters', parameter}
}

// lookup reads a concept: {system, version, code, display, properties, designations}.
async function lookup({system, version, code}, signal) {
  const answer = await ask('CodeSystem/$lookup', {system, code, ...version && {version}}, signal)
  return {
    system, code,
    version: valueIn(answer.parameter, 'version') ?? version,
    display: valueIn(answer.parameter, 'display') ?? '',
    properties: all(answer.parameter, 'property').map(readProperty),
    designations: all(answer.parameter, 'designation').map(({part}) => ({
      use: valueIn(part, 'use'), value: valueIn(part, 'value'),
    })),
  }
}

// judge has a code or cluster checked: {result, display, issues}.
async function judge({system, version, code}, signal) {
  const answer = await ask('CodeSystem/$validate-code', {url: system, code, ...version && {version}}, signal)
  return {
    result: valueIn(answer.parameter, 'result'),
    display: valueIn(answer.parameter, 'display'),
    issues: all(answer.parameter, 'issues')[0]?.resource?.issue ?? [],
  }
}

function readProperty({part}) {
  return {
    code: valueIn(part, 'code'), value: valueIn(part, 'value'), description: valueIn(part, 'description'),
    parts: all(part, 'subproperty').map(sub => readProperty(sub)),
  }
}

const all = (parameters, name) => (parameters ?? []).filter(parameter => parameter.name === name)

// valueIn is the value[x] of the first parameter of a name, whichever its type.
function valueIn(parameters, name) {
  const parameter = all(parameters, name)[0] ?? {}
  return parameter[Object.keys(parameter).find(key => key.startsWith('value'))]
}

// properties are those of one code, in their order; property is the value of the first.
const properties = (concept, code) => concept.properties.filter(property => property.code === code)
const property = (concept, code) => properties(concept, code)[0]?.value

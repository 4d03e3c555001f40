// What becomes of a choice: it is looked up and checked at once, and is then the code, or a part of it.

const looking = turns()

// take makes a concept that was found the chosen one, or the part that is being added.
function take(option) {
  const to = adding
  return change(option, part => to ? joined(part, to.group) : [{stem: part, extensions: []}], part => {
    if (!to) shown = part
  })
}

// narrow puts a code above or below the shown one in its place; what was joined to it stays.
function narrow({value}) {
  const {system, version} = shown
  return change({system, version, code: value}, part => replaced(part, shown), part => { shown = part }).then(readOut)
}

// change looks a concept up and has the code checked that build makes with it. Both are shown together,
// so that nothing jumps.
async function change(concept, build, then) {
  const signal = looking()
  try {
    const [part, verdict] = await Promise.all([lookup(concept, signal), check(build(concept), signal)])
    coding = {...newCoding(build(part)), ...verdict}
    then(part)
    if (adding) addTo()
    render()
    rememberStep()
  } catch (failure) {
    if (!signal.aborted) showFailure(failure, () => change(concept, build, then))
  }
}

// show tells of a part of the code.
function show(part) {
  shown = part
  render()
  readOut()
}

// readOut takes the focus to the title, since the button that was pressed is written anew.
const readOut = () => at('concept').querySelector('h2').focus()

// remove takes a part away at once, and has the rest checked.
async function remove(part) {
  const signal = looking()
  coding = newCoding(without(part))
  if (!allParts().includes(shown)) shown = coding.groups[0]?.stem
  if (adding) addTo()
  box.focus()
  render()
  rememberStep()
  if (coding.groups.length === 0) return
  const verdict = await check(coding.groups, signal).catch(() => undefined) // another choice came between
  if (!verdict) return
  Object.assign(coding, verdict)
  showCoding()
}

function forget() {
  looking()
  coding = newCoding([])
  shown = undefined
  render()
}

function render() {
  showConcept()
  showCoding()
}

// openCode shows a code or cluster that was written somewhere. Parts that do not exist are shown, too,
// so that one sees what is wrong with them.
async function openCode(text, remember) {
  const signal = looking()
  try {
    const groups = await readParts(text, signal)
    coding = {...newCoding(groups), ...await check(groups, signal)}
    shown = groups[0].stem
    render()
    remember()
  } catch (failure) {
    if (!signal.aborted) showFailure(failure, () => openCode(text, remember))
  }
}

async function readParts(text, signal) {
  const system = list === 'diagnoses' ? icd11 : await interventionSystem(signal)
  const groups = list === 'diagnoses' && readExpression(text) || [[text]]
  const known = code => lookup({system, code}, signal).catch(failure => {
    if (signal.aborted || failure instanceof Unreachable) throw failure
    return {system, code, display: '', properties: [], designations: []}
  })
  const concepts = await Promise.all(groups.map(codes => Promise.all(codes.map(known))))
  return concepts.map(([stem, ...extensions]) => ({stem, extensions}))
}

// interventionSystem is the payer's url of its list, which the expansion names.
async function interventionSystem(signal) {
  return (await expand([valueSets.interventions], '', signal)).found[0]?.system
}

// The search box and the list of what was found.

const box = at('box')
const found = at('found')
const searching = turns()
const patience = 120 // milliseconds without a key before the server is asked

let list = 'diagnoses'
// adding is the part that the next choice becomes: {group, name, canonicals}; undefined: a new code.
let adding
let options = []
let active = -1
// settled is the text of which something was chosen: "&" and "/" then go on with that.
let settled
// answered is the text for which the list is.
let answered = ''
let timer

const hints = {
  diagnoses: 'Words or an ICD-11 code',
  interventions: 'Words or a SHA code',
}

// canonicals are the value sets that are searched.
function canonicals() {
  if (list === 'interventions') return [valueSets.interventions]
  return adding?.canonicals ?? [valueSets.stems]
}

// search asks the server for the text of the box. An axis is listed without any text, too.
async function search() {
  clearTimeout(timer)
  const signal = searching()
  const text = box.value.trim()
  if (!text && !adding?.browse) {
    answered = text
    return showFound([])
  }
  try {
    const answer = await expand(canonicals(), text, signal)
    if (isCluster(text) && !adding) answer.found.unshift(wholeCluster(text))
    showFound(answer.found, text, answer.total)
    answered = text
  } catch (failure) {
    if (!signal.aborted) showFailure(failure, search)
  }
}

const wholeCluster = text => ({code: written(readExpression(text)), display: 'the cluster as it is typed', cluster: true})

function showFound(concepts, text, total = 0) {
  options = concepts
  found.replaceChildren(...concepts.map((concept, i) => element('li', {
    role: 'option', id: `found-${i}`, 'aria-selected': 'false',
    onmousedown: event => event.preventDefault(), // the box keeps the focus
    onclick: () => choose(i),
  }, codeAndTitle(concept))))
  found.scrollTop = 0
  box.setAttribute('aria-expanded', String(concepts.length > 0))
  activate(-1)
  tell(howMany(concepts.length, text, total))
}

// howMany is what is said of the number of answers.
function howMany(here, text, total) {
  if (here === 0) return text ? `Nothing was found for “${text}”. Try fewer words, only the beginning of a word, or a code.` : ''
  if (total > here) return `The best ${here} of ${count(total, 'code', 'codes')}. More letters narrow it down.`
  return count(here, 'code', 'codes')
}

function tell(text, retry) {
  at('told').firstElementChild.textContent = text
  const again = at('told').lastElementChild
  again.hidden = !retry
  again.onclick = retry
}

// showFailure says what could not be done. What was there before stays.
function showFailure(failure, retry) {
  const text = failure instanceof Unreachable
    ? 'The server cannot be reached. Check the connection, then try again.'
    : `The server refused this: ${failure.message}`
  tell(text, retry)
}

// activate marks the option that Enter chooses.
function activate(i) {
  found.children[active]?.setAttribute('aria-selected', 'false')
  active = i
  const option = found.children[i]
  if (!option) return box.removeAttribute('aria-activedescendant')
  option.setAttribute('aria-selected', 'true')
  option.scrollIntoView({block: 'nearest'})
  box.setAttribute('aria-activedescendant', option.id)
}

const step = by => activate((active + by + options.length + (active < 0 && by < 0 ? 1 : 0)) % options.length)

// enter takes the marked option or else the first, of the list for what stands in the box now.
async function enter() {
  if (answered !== box.value.trim()) await search()
  if (answered === box.value.trim()) await choose(Math.max(active, 0))
}

async function choose(i) {
  const option = options[i]
  if (!option) return
  activate(i)
  settled = box.value
  if (option.cluster) return openCode(option.code, rememberStep)
  await take(option)
}

// addTo makes the next choice a part of what is there: an extension code of a group or, without a
// group, a further stem code. An axis brings its own value sets.
function addTo(addition) {
  adding = addition
  at('adding').hidden = !adding
  if (adding) at('adding').firstElementChild.textContent = adding.name
  box.placeholder = adding ? adding.hint : hints[list]
  box.value = ''
  settled = undefined
  showFound([])
  if (adding?.browse) search()
  box.focus()
}

function clear() {
  if (box.value) {
    box.value = ''
    search()
  } else if (adding) {
    addTo()
  } else {
    forget()
    rememberStep()
  }
  rememberHere()
}

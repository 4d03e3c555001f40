package terminology

import (
	"slices"
	"strings"
)

// spellings are the words that a column can have: the squeezed spelling and what it means. The
// national words themselves are among them. Empty: the column says nothing.
var spellings = map[string]map[string]string{
	"fund": {
		"shifonly": "SHIF_Only", "shif": "SHIF_Only", "shif100": "SHIF_Only",
		"phconly": "PHC_Only", "phc": "PHC_Only",
		"eccifonly": "ECCIF_Only", "eccif": "ECCIF_Only", "eccf": "ECCIF_Only",
		"phcandshif": "PHC_and_SHIF", "phcshif": "PHC_and_SHIF", "shifphc": "PHC_and_SHIF", "shifandphc": "PHC_and_SHIF",
		"pmsf": "PMSF", "pmf": "PMSF", "pomsf": "PMSF",
		"all": "ALL",
	},
	"mechanism": {
		"feeforservice": string(FeeForService), "ffs": string(FeeForService),
		"fixedfeeforservice": string(FixedFeeForService), "fixedfee": string(FixedFeeForService),
		"capitation": string(Capitation), "capitated": string(Capitation),
		"perdiem": string(PerDiem), "perday": string(PerDiem),
		"casebased": string(CaseBased), "percase": string(CaseBased),
	},
	"unit": {
		"day": string(Day), "days": string(Day), "perday": string(Day),
		"session": string(Session), "sessions": string(Session), "persession": string(Session),
		"case": string(Case), "percase": string(Case),
		"item": string(Item), "peritem": string(Item),
		"capita": string(Capita), "percapita": string(Capita), "perhead": string(Capita),
	},
	"access_point": {
		"ip": "IP", "inpatient": "IP", "op": "OP", "outpatient": "OP", "mr": "MR",
		"opandip": "OP_and_IP", "ipandop": "OP_and_IP", "opip": "OP_and_IP", "ipop": "OP_and_IP", "both": "OP_and_IP",
		"inpatientandoutpatient": "OP_and_IP", "outpatientandinpatient": "OP_and_IP",
	},
	"sex": {
		"male": "male", "males": "male", "m": "male", "maleonly": "male", "malesonly": "male",
		"female": "female", "females": "female", "f": "female", "femaleonly": "female", "femalesonly": "female",
		"any": "", "all": "", "both": "",
	},
	"capitated": {
		"yes": "yes", "y": "yes", "true": "yes", "1": "yes", "no": "no", "n": "no", "false": "no", "0": "no",
	},
	"preauth": {
		"renal": "renal", "surgical": "surgical", "oncology": "oncology", "optical": "optical", "radiology": "radiology",
		"manual": "manual", "yes": "manual", "beforesubmission": "before-submission",
		"no": "",
	},
}

// squeeze is a word without its spaces, signs and capitals.
func squeeze(word string) string {
	return strings.ToLower(strings.Map(alphanumeric, strings.ToUpper(word)))
}

// word is the meaning of the word in a column. A word that is not known refuses the row.
func (r *rowReader) word(column string) string { return r.wordOf(column, r.cell(column)) }

func (r *rowReader) wordOf(column, text string) string {
	if text == "" {
		return ""
	}
	meaning, known := spellings[column][squeeze(text)]
	switch {
	case !known:
		r.refuse(column, "%q is not known; wanted is one of %s", text, strings.Join(meanings(column), ", "))
	case meaning != text:
		r.normalised(column, text, meaning)
	}
	return meaning
}

// meanings are the words that are wanted in a column.
func meanings(column string) []string {
	var all []string
	for _, meaning := range spellings[column] {
		if meaning != "" && !slices.Contains(all, meaning) {
			all = append(all, meaning)
		}
	}
	slices.Sort(all)
	return all
}

// readWords reads the columns of one word. Sources write the unit where the mechanism should stand.
func (r *rowReader) readWords() {
	r.Fund, r.AccessPoint, r.Sex = r.word("fund"), r.word("access_point"), r.word("sex")
	r.Unit = Unit(r.word("unit"))
	if text := r.cell("mechanism"); squeeze(text) == "persession" {
		r.Unit = Session
		r.remark("mechanism", RemarkNormalised, "%q is read as the unit session; the mechanism is not known", text)
	} else {
		r.Mechanism = Mechanism(r.word("mechanism"))
	}
	if scheme := r.cell("scheme"); scheme != "" && !strings.EqualFold(scheme, string(r.Scheme)) {
		r.remark("scheme", RemarkNotKept, "%q is not the scheme of the code, which is %s", scheme, r.Scheme)
	}
	switch r.word("capitated") {
	case "yes":
		r.Capitated = true
		if r.Mechanism == "" {
			r.Mechanism = Capitation
		}
	case "no":
		if r.Mechanism == Capitation {
			r.refuse("capitated", "the row is paid by CAPITATION, so it is capitated; wanted is yes, or another mechanism")
		}
	}
	r.Capitated = r.Capitated || r.Mechanism == Capitation
	if r.Capitated && r.Mechanism != Capitation {
		r.refuse("capitated", "the row is paid by %s, so it is not capitated; wanted is no, or the mechanism CAPITATION", r.Mechanism)
	}
}

// readPreauth reads "renal;manual".
func (r *rowReader) readPreauth() {
	for text := range list(r.cell("preauth")) {
		if kind := r.wordOf("preauth", text); kind != "" {
			r.Preauth = append(r.Preauth, kind)
		}
	}
	slices.Sort(r.Preauth)
	r.Preauth = slices.Compact(r.Preauth)
}

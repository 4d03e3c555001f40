package sheet

import (
	"regexp"
	"strings"
)

// spellings are the headers under which a column is known, squeezed. Where a file has several of a
// column, the one that stands first here counts.
var spellings = map[string][]string{
	"code":   {"code", "interventioncode", "shacode", "servicecode", "procedurecode", "tariffcode", "benefitcode"},
	"name":   {"name", "intervention", "interventionname", "servicename", "service", "procedure", "description", "interventiondescription"},
	"scheme": {"scheme"},
	"fund":   {"fund", "fundchoice", "fundsource", "fundingsource"},
	"mechanism": {
		"mechanism", "paymentmechanism", "providerpaymentmechanism", "paymentmethod", "modeofpayment", "paymentmode",
	},
	"unit":         {"unit", "unitofpayment", "tariffunit"},
	"access_point": {"accesspoint", "serviceaccesspoint"},
	"levels": {
		"levels", "level", "facilitylevels", "facilitylevel", "accesslevels", "accesslevel", "levelofcare", "levelsofcare", "kephlevel", "keph",
	},
	"tariff":      {"tariff", "tariffkes", "tariffksh", "tariffs", "shatariff", "amount", "amountkes", "amountksh", "rate", "ratekes", "price", "cost"},
	"copayment":   {"copayment", "copay", "copaymentpercent", "copaypercent", "copaymentamount", "copayamount"},
	"limit":       {"limit", "limits", "benefitlimit", "limitation"},
	"preauth":     {"preauth", "preauthorization", "preauthorisation", "needspreauth", "preauthkind", "preauthrequired", "preauthorizationrequired", "preauthorisationrequired"},
	"sex":         {"sex", "gender"},
	"age":         {"age", "ages", "agerange", "agelimit"},
	"min_age":     {"minage", "minimumage", "agemin"},
	"max_age":     {"maxage", "maximumage", "agemax"},
	"diagnoses":   {"diagnoses", "alloweddiagnoses", "allowedicd11", "icd11", "icd11codes", "diagnosiscodes"},
	"documents":   {"documents", "requireddocuments", "documentsrequired", "attachments"},
	"capitated":   {"capitated", "iscapitated"},
	"combination": {"combination", "combinationgroup"},
	"from":        {"from", "validfrom", "effectivefrom", "effectivedate", "startdate"},
	"to":          {"to", "validto", "effectiveto", "validuntil", "enddate"},
	"note":        {"note", "notes", "remarks", "remark", "comments", "comment", "source"},
}

// known is the column that each spelling means, and how far behind it stands among those of the
// column.
var known = knownHeaders()

type meaning struct {
	column string
	rank   int
}

func knownHeaders() map[string]meaning {
	all := make(map[string]meaning)
	for column, headers := range spellings {
		for rank, header := range headers {
			if column == "copayment" {
				rank = 0 // a share beside an amount: which of them counts cannot be guessed
			}
			all[header] = meaning{column, rank}
		}
	}
	for level := '1'; level <= '6'; level++ {
		for _, form := range []string{"level#", "l#", "level#tariff", "l#tariff", "tariff#", "tarifflevel#", "tariffl#", "tariffatlevel#", "level#amount", "l#amount"} {
			all[strings.ReplaceAll(form, "#", string(level))] = meaning{column: "tariff_" + string(level)}
		}
	}
	return all
}

// squeeze is a header without its spaces, signs and capitals.
func squeeze(header string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(header))
}

// ofLevels is what names levels in a header.
var ofLevels = regexp.MustCompile(`(?i)\blevels?\b|\bL ?[1-6]`)

// columnOf is what a header means: itself, or without what stands in brackets and the currency. An
// amount that is said to be for some levels is not taken for one for all.
func columnOf(header string) (meaning, bool) {
	if m, ok := known[squeeze(header)]; ok {
		return m, true
	}
	plain, bracketed, _ := strings.Cut(header, "(")
	squeezed := squeeze(plain)
	for _, sign := range []string{"", "kes", "ksh", "kshs"} {
		if m, ok := known[strings.TrimSuffix(squeezed, sign)]; ok {
			return m, m.column != "tariff" && m.column != "copayment" || !ofLevels.MatchString(bracketed)
		}
	}
	return meaning{}, false
}

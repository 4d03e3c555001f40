package server

import (
	"maps"
	"slices"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// legacyAnswer is wrapped as the registries of the national platform wrap theirs.
type legacyAnswer struct {
	Message legacyMessage `json:"message"`
}

type legacyMessage struct {
	Total  int   `json:"total"`
	Page   int   `json:"page"`
	Result []any `json:"result"`
}

type legacyDiagnosis struct {
	Code  string `json:"code"`
	Title string `json:"title"`
	URI   string `json:"uri"`
	Leaf  bool   `json:"leaf"`
}

type legacyIntervention struct {
	Code        string         `json:"code"`
	Name        string         `json:"name"`
	Scheme      string         `json:"scheme"`
	Fund        string         `json:"fund"`
	Mechanism   string         `json:"mechanism"`
	Unit        string         `json:"unit"`
	AccessPoint string         `json:"access_point"`
	Levels      []string       `json:"levels"`
	Tariffs     []legacyTariff `json:"tariffs"`
	Preauth     []string       `json:"preauth"`
	ValidFrom   string         `json:"valid_from"`
	ValidTo     string         `json:"valid_to"`
}

type legacyTariff struct {
	Level    string      `json:"level"`
	Amount   jsonDecimal `json:"amount"`
	Currency string      `json:"currency"`
}

// jsonDecimal is a decimal that is written as it is.
type jsonDecimal string

func (d jsonDecimal) MarshalJSON() ([]byte, error) { return []byte(d), nil }

func describeIntervention(i terminology.Intervention) legacyIntervention {
	described := legacyIntervention{
		Code: i.Code, Name: i.Name, Scheme: string(i.Scheme), Fund: i.Fund, Mechanism: string(i.Mechanism), Unit: string(i.Unit),
		AccessPoint: i.AccessPoint, Levels: listed(i.Levels), Tariffs: []legacyTariff{}, Preauth: listed(i.Preauth),
		ValidFrom: i.From.String(), ValidTo: i.To.String(),
	}
	for _, level := range slices.Sorted(maps.Keys(i.Tariffs)) {
		described.Tariffs = append(described.Tariffs, legacyTariff{level, jsonDecimal(i.Tariffs[level].Decimal()), fhir.KES})
	}
	return described
}

// listed is a list that is never null in JSON.
func listed(values []string) []string {
	if values == nil {
		return []string{}
	}
	return values
}

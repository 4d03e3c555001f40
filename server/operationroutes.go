package server

import "net/http"

// operationRoutes are for those who run the exchange and those who read about it.
func (s *Server) operationRoutes() Group {
	return Group{
		Name: "Operation", Text: "Whether the exchange is there, and what it can do.",
		Routes: []Route{{
			Method: http.MethodGet, Path: "/health/live", handle: s.readLive,
			Description: Description{
				Name:    "readLive",
				Summary: "Ask whether the process is alive",
				Text:    "It says nothing of what the process stands on.",
				Gives:   []Answer{{Status: http.StatusOK, Text: "It is.", Content: []Content{{typeJSON, "Live"}}}},
			},
		}, {
			Method: http.MethodGet, Path: "/health/ready", handle: s.readReady,
			Description: Description{
				Name:    "readReady",
				Summary: "Ask whether requests can be answered",
				Text:    "Tells which code systems are loaded, and how much of each.",
				Gives:   []Answer{{Status: http.StatusOK, Text: "They can.", Content: []Content{{typeJSON, "Ready"}}}},
			},
		}, {
			Method: http.MethodGet, Path: "/openapi.json", handle: s.readOpenAPI,
			Description: Description{
				Name:    "readOpenAPI",
				Summary: "Read the description of every route (OpenAPI 3.1)",
				Params:  []Param{ifNoneMatch},
				Gives:   documentAnswers("The OpenAPI document.", Content{typeJSON, "OpenAPI"}),
			},
		}, {
			Method: http.MethodGet, Path: "/docs", handle: s.readPage,
			Description: Description{
				Name:    "readPage",
				Summary: "Read the same as a page for people",
				Params:  []Param{ifNoneMatch},
				Gives:   documentAnswers("The page.", Content{typeHTML, ""}),
			},
		}, {
			Method: http.MethodGet, Path: "/terminology", handle: s.readPicker,
			Description: Description{
				Name:    "readPicker",
				Summary: "Find a diagnosis or an intervention on a page for people",
				Text: "The page searches ICD-11 and the payer's interventions, puts clusters together and copies the FHIR coding. " +
					"It asks the public operations, as any other client can.",
				Params: []Param{ifNoneMatch},
				Gives:  documentAnswers("The page.", Content{typeHTML, ""}),
			},
		}},
	}
}

"""STORE → HTTP: parameters, paging, answers and problems; `v1` holds one file per resource."""

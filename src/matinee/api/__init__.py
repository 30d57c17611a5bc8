"""The JSON API, versioned, one file a resource; its OpenAPI description is committed and tested."""
